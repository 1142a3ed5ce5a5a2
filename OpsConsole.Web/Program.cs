using OpsConsole.Web.Account;
using OpsConsole.Web.Api;
using OpsConsole.Web.Attachments;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Hubs;
using OpsConsole.Web.Messaging;
using OpsConsole.Web.Shell;
using OpsConsole.Web.Walls;

var builder = WebApplication.CreateBuilder(args);
if (SettingsCheck.Errors(builder.Configuration, builder.Environment) is { Count: > 0 } errors)
    return Start.Refuse(errors);
builder.WebHost.UseStaticWebAssets();
builder.AddLogs();
builder.AddOpsDatabase();
builder.Services.AddDomain();
builder.Services.AddOrganisation();
builder.Services.AddShell(builder.Configuration);
builder.AddIdentityAndKeys();
builder.Services.AddAccount();
builder.Services.AddCasesHub();
builder.Services.AddHealth();
builder.Services.AddStart();
builder.Services.AddApi();
builder.Services.AddAttachments();
builder.Services.AddImports();
builder.Services.AddJobs();
builder.Services.AddMessaging();

var app = builder.Build();
if (await Start.RunReadingCommandAsync(app, args, app.Lifetime.ApplicationStopping) is { } verdict)
    return verdict;
if (await Start.PrepareAsync(app, app.Lifetime.ApplicationStopping) is { } refusal)
    return Start.Refuse([refusal]);
if (await Start.RunCommandAsync(app, args, app.Lifetime.ApplicationStopping) is { } code)
    return code;
app.UseShell();
app.UseApi();
app.UseSetup();
app.UseRouting();
app.UseAccount();
app.UseAntiforgery();
app.MapShell();
app.MapBrowserSessions();
app.MapApi();
app.MapCasesHub();
app.MapHealth();
app.MapWalls();
FirstStart.SayWhenReady(app);
app.MapDrafts();
await app.RunAsync();
return 0;
