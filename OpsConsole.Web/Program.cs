using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.AddOpsDatabase();
builder.Services.AddDomain();
builder.Services.AddOrganisation();
builder.Services.AddShell(builder.Configuration);
builder.Services.AddAuthorization();

var app = builder.Build();
await DatabaseHosting.MigrateAsync(app.Services, app.Lifetime.ApplicationStopping);
app.UseShell();
app.UseAntiforgery();
app.MapShell();
await app.RunAsync();
