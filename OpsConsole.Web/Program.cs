using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddOrganisation();
builder.Services.AddShell(builder.Configuration);
builder.Services.AddAuthorization();

var app = builder.Build();
app.UseShell();
app.UseAntiforgery();
app.MapShell();
app.Run();
