using OpsConsole.Web.Account;
using OpsConsole.Web.Api;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Hubs;
using OpsConsole.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.AddOpsDatabase();
builder.Services.AddDomain();
builder.Services.AddOrganisation();
builder.Services.AddShell(builder.Configuration);
builder.AddIdentityAndKeys();
builder.Services.AddAccount();
builder.Services.AddCasesHub();

var app = builder.Build();
await DatabaseHosting.MigrateAsync(app.Services, app.Lifetime.ApplicationStopping);
app.UseShell();
app.UseRouting();
app.UseAccount();
app.UseAntiforgery();
app.MapShell();
app.MapBrowserSessions();
app.MapAuth();
app.MapCasesHub();
await app.RunAsync();
