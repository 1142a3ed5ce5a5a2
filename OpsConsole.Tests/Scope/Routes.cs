using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>Every route of the API with who may use it (docs/rules.md, "Who may do what"), and those that need nobody.</summary>
public static class Routes
{
    private const Role J = Role.BranchHead, S = Role.RegionalSupervisor, X = Role.ExperienceAnalyst;

    private static readonly Role[] Workers = Operation.Workers, Everybody = Operation.Everybody;

    /// <summary>Open to anybody, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Anonymous = new Dictionary<string, string>
    {
        ["POST /api/v1/auth/login"] = "makes the caller somebody",
        ["POST /api/v1/auth/refresh"] = "makes the caller somebody again",
        ["POST /api/v1/messages/{id}/delivery"] = "the gateway speaks, known by its signature (MessagesApiTests)",
        ["GET /openapi/{documentName}.json"] = "describes the contract, holds no data",
        ["GET /pared"] = "the page of a screen on a wall, without a figure (WallJourneyTests)",
        ["POST /pared/entrar"] = "a screen's token, exchanged for its cookie (WallJourneyTests)",
        ["GET /pared/cifras"] = "figures for the cookie of a screen's token, nothing without one (WallJourneyTests)",
        ["GET /health/live"] = "asked by whoever watches the process",
        ["GET /health/ready"] = "asked by whoever watches the process",
        ["POST /culture"] = "the language of the sign-in page",
        ["GET /"] = "leads to where one lands, or to the sign-in page",
        ["GET /no-existe"] = "says that there is nothing",
        ["POST /no-existe"] = "says that there is nothing",
        ["GET /setup"] = "makes the first administrator with the code of the console's own output; not there ever after",
        ["POST /setup"] = "as above",
        ["POST /signout"] = "makes the caller nobody",
        ["GET /signin"] = "makes the caller somebody",
        ["POST /signin"] = "makes the caller somebody",
    };

    /// <summary>Used by the console's own pages alone: without their cookie and antiforgery token it refuses everybody.</summary>
    public const string OfPages = "PUT /api/v1/cases/{number}/draft";

    /// <summary>Takes a file: who may send one is proved where files are sent (ImportsApiTests).</summary>
    public const string OfFiles = "POST /api/v1/campaigns/{code}/imports";

    /// <summary>As above (AttachmentsApiTests).</summary>
    public const string OfAttachments = "POST /api/v1/cases/{number}/attachments";

    public static readonly IReadOnlyList<Route> All =
    [
        new("GET", "/api/v1/imports/{id}", Everybody, OfNothing: true),
        new("DELETE", "/api/v1/imports/{id}", Everybody, OfNothing: true),
        new("GET", "/api/v1/imports/{id}/rejected", Everybody, OfNothing: true),
        new("POST", "/api/v1/exports", Everybody, Body: new { campaign = "operaciones", format = "csv" }, OfCampaign: true),
        new("POST", "/api/v1/campaigns/{code}/contacts", Workers, Body: new { account = "A-1", channel = "phone", at = "2026-01-02T10:00:00Z" }, OfCampaign: true),
        new("POST", "/api/v1/bulk", Workers, Body: new { action = "follow_up", campaign = "operaciones", numbers = new[] { "100001" } }, OfCampaign: true),
        new("GET", "/api/v1/bulk/{id}", Everybody, OfNothing: true),
        new("DELETE", "/api/v1/bulk/{id}", Everybody, OfNothing: true),
        new("POST", "/api/v1/bulk/{id}/run", Everybody, OfNothing: true),
        new("POST", "/api/v1/bulk/{id}/undo", Everybody, OfNothing: true),
        new("GET", "/api/v1/bulk/{id}/results", Everybody, OfNothing: true),
        new("POST", "/api/v1/reports", Everybody, Body: new { type = "grid", campaign = "operaciones", format = "pdf" }, OfCampaign: true),
        new("GET", "/api/v1/reports/{id}", Everybody, OfNothing: true),
        new("DELETE", "/api/v1/reports/{id}", Everybody, OfNothing: true),
        new("GET", "/api/v1/reports/{id}/content", Everybody, OfNothing: true),
        new("GET", "/api/v1/exports/{id}", Everybody, OfNothing: true),
        new("DELETE", "/api/v1/exports/{id}", Everybody, OfNothing: true),
        new("GET", "/api/v1/exports/{id}/content", Everybody, OfNothing: true),
        new("GET", "/api/v1/cases/{number}/attachments", Everybody, OfCase: true),
        new("GET", "/api/v1/attachments/{id}", Everybody, OfNothing: true),
        new("GET", "/api/v1/me", Everybody),
        new("GET", "/api/v1/campaigns", Everybody),
        new("POST", "/api/v1/campaigns", [X], Body: new { }),
        new("GET", "/api/v1/campaigns/{code}/fields", Everybody, OfCampaign: true),
        new("GET", "/api/v1/campaigns/{code}/retention", Everybody, OfCampaign: true),
        new("GET", "/api/v1/campaigns/{code}/cell", Everybody, OfCampaign: true),
        new("POST", "/api/v1/requirements/advice", Everybody, Body: new { campaign = "operaciones", initial = new { responded = true } }, OfCampaign: true),
        new("GET", "/api/v1/feedback", Everybody),
        new("POST", "/api/v1/feedback/{id}/acknowledge", Everybody, Body: new { }, OfNothing: true),
        new("GET", "/api/v1/campaigns/{code}/filters", Everybody, OfCampaign: true),
        new("POST", "/api/v1/campaigns/{code}/filters", Everybody, OfCampaign: true, Body: new { }),
        new("GET", "/api/v1/campaigns/{code}/filters/{id}", Everybody, OfNothing: true),
        new("PUT", "/api/v1/campaigns/{code}/filters/{id}", Everybody, Body: new { }, OfNothing: true),
        new("DELETE", "/api/v1/campaigns/{code}/filters/{id}", Everybody, OfNothing: true),
        new("POST", "/api/v1/cases/search", Everybody, Body: new { campaign = "operaciones", limit = 1 }, OfCampaign: true),
        new("GET", "/api/v1/counters", Everybody, OfCampaign: true),
        new("GET", "/api/v1/board/file", Everybody),
        new("GET", "/api/v1/cases/{number}", Everybody, OfCase: true),
        new("GET", "/api/v1/cases/{number}/events", Everybody, OfCase: true),
        new("GET", "/api/v1/cases/{number}/viewers", [S, X, Role.Administrator], OfCase: true),
        new("GET", "/api/v1/audit", [S, X, Role.Administrator]),
        new("GET", "/api/v1/audit/file", [S, X, Role.Administrator]),
        new("GET", "/api/v1/cases/{number}/deadline", Everybody, OfCase: true),
        new("POST", "/api/v1/cases/{number}/open", Workers, OfCase: true, new { }),
        new("POST", "/api/v1/cases/{number}/attempts", Workers, OfCase: true, new { channel = "phone", contactPoint = "044 555 010", result = "no_answer" }),
        new("POST", "/api/v1/cases/{number}/management", Workers, OfCase: true, new { actionPlan = "plan", state = "follow_up" }, NeedsVersion: true),
        new("POST", "/api/v1/cases/{number}/notes", Workers, OfCase: true, new { text = "nota" }),
        new("POST", "/api/v1/cases/{number}/share", Workers, OfCase: true, new { user = "nobody@example.test" }),
        new("POST", "/api/v1/cases/{number}/unshare", Workers, OfCase: true, new { user = "nobody@example.test" }),
        new("POST", "/api/v1/cases/{number}/reassign", Workers, OfCase: true, new { user = "nobody@example.test", reason = "motivo" }),
        new("POST", "/api/v1/cases/{number}/undo", Workers, OfCase: true, new { }),
        new("POST", "/api/v1/cases/{number}/transfer", [J, S, X], OfCase: true, new { branch = "nowhere", reason = "motivo" }),
        new("POST", "/api/v1/cases/{number}/disposition", Workers, OfCase: true, new { path = new[] { "x" } }, NeedsVersion: true),
        new("PUT", "/api/v1/cases/{number}/management", [S, X, Role.BackOffice], OfCase: true, new { management = "gestión" }, NeedsVersion: true),
        new("POST", "/api/v1/cases/{number}/escalation", [S, X, Role.BackOffice], OfCase: true, new { area = "soporte", note = "nota" }),
        new("POST", "/api/v1/cases/{number}/answer", Workers, OfCase: true, new { text = "respuesta" }),
        new("POST", "/api/v1/cases/{number}/quality", Workers, OfCase: true, new { mark = "ok" }),
        new("POST", "/api/v1/cases/{number}/handover", Workers, OfCase: true, new { customer = "none" }),
        new("POST", "/api/v1/cases/{number}/unblock", [S], OfCase: true, new { reason = "motivo" }),
        new("POST", "/api/v1/requirements", Workers, Body: new { campaign = "operaciones", branch = "PIURA" }, OfCampaign: true),
        new("POST", "/api/v1/cases/{number}/close", Workers, OfCase: true, new { }),
        new("POST", "/api/v1/cases/{number}/remind", [S, X], OfCase: true, new { }),
        new("POST", "/api/v1/cases/{number}/takeover", Workers, OfCase: true, new { }),
        new("PATCH", "/api/v1/cases/{number}", Workers, OfCase: true, new { account = "A-1" }, NeedsVersion: true),
        new("POST", "/api/v1/cases", Workers, Body: new { campaign = "operaciones", branch = "PIURA" }, OfCampaign: true),
        new("GET", "/api/v1/queue", Everybody),
        new("GET", "/api/v1/notifications", Everybody),
        new("POST", "/api/v1/notifications/read", Everybody, Body: new { ids = new[] { 1L } }),
        new("POST", "/api/v1/cases/{number}/merge", Workers, OfCase: true, new { target = "999999999" }),
        new("POST", "/api/v1/cases/{number}/messages", Workers, OfCase: true, new { direction = "in", channel = "email", contactPoint = "ana@correo.example", text = "Hola" }),
        new("GET", "/api/v1/cases/{number}/messages", Everybody, OfCase: true),
        new("GET", "/api/v1/cases/{number}/messages/{id}", Everybody, OfNothing: true),
        new("POST", "/api/v1/cases/{number}/messages/{id}/retry", Everybody, OfNothing: true, Body: new { }),
        new("POST", "/api/v1/cases/{number}/customer", Workers, OfCase: true, new { customer = "nobody", confirm = true }),
        new("POST", "/api/v1/customers/match", Everybody, Body: new { names = "Ana Rosas" }),
        new("POST", "/api/v1/customers", Workers, Body: new { firstName = "Ana" }),
        new("GET", "/api/v1/customers/{id}", Everybody, OfNothing: true),
        new("PATCH", "/api/v1/customers/{id}", Workers, OfNothing: true, Body: new { firstName = "Eva" }),
        new("POST", "/api/v1/customers/{id}/contact-points", Workers, OfNothing: true, Body: new { type = "email", value = "ana@correo.example" }),
        new("PATCH", "/api/v1/customers/{id}/contact-points/{point:long}", Workers, OfNothing: true, Body: new { value = "x" }),
        new("DELETE", "/api/v1/customers/{id}/contact-points/{point:long}", Workers, OfNothing: true),
        new("POST", "/api/v1/customers/{id}/accounts", Workers, OfNothing: true, Body: new { number = "A-1" }),
        new("POST", "/api/v1/cases/{number}/reopen", [X], OfCase: true, new { reason = "motivo" }),
    ];
}
