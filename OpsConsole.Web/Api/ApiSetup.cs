using Microsoft.AspNetCore.Mvc;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Api;

/// <summary>The REST contract under `/api/v1`, described at `/openapi/v1.json`.</summary>
public static class ApiSetup
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddOpenApi("v1");
        services.AddSingleton<ApiResults>();
        services.AddSingleton<CaseAnswers>();
        services.AddSingleton<Idempotency>();
        services.AddSingleton<RepeatContacts.ContactWords>();
        services.AddSingleton<OwnPages>();
        services.AddSingleton<Customers.MatchWords>();
        services.AddSingleton<FieldLabels>();
        services.AddSingleton<FilterSpeech>();
        services.AddSingleton<Logbook.LogbookFile>();
        services.AddSingleton<Board.BoardFile>();
    }

    /// <summary>Before routing: what no endpoint answers is a problem too, not an empty page.</summary>
    public static void UseApi(this WebApplication app) => app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"),
        api => api.UseStatusCodePages(context => app.Services.GetRequiredService<ApiResults>().OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext)));

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapAuth();
        var api = app.MapGroup("/api/v1").RequireAuthorization().WithMetadata(new ProducesResponseTypeAttribute(StatusCodes.Status401Unauthorized));
        api.MapMe();
        api.MapCampaigns();
        api.MapRetention();
        api.MapCell();
        api.MapAdvice();
        api.MapRequirements();
        api.MapFeedback();
        api.MapContacts();
        api.MapFilters();
        api.MapCases();
        api.MapCustomers();
        api.MapMessages();
        api.MapCounters();
        api.MapBoard();
        api.MapAudit();
        api.MapNotifications();
        api.MapAttachments();
        api.MapImports();
        api.MapExports();
        api.MapReports();
        api.MapBulk();
    }
}
