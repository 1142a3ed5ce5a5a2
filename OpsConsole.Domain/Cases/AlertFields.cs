using System.Globalization;

namespace OpsConsole.Domain.Cases;

/// <summary>One field of the form as text, so that drafts, conflicts and the page treat all of them alike; blank and missing are the same.</summary>
public sealed record AlertField(string Name, bool IsText, Func<AlertForm, string?> Get, Func<AlertForm, string?, AlertForm> Set);

/// <summary>The fields of the form, named as the API names them. The management state is none of them: it is what a save decides.</summary>
public static class AlertFields
{
    public const string Incident = "incidentType", Contact = "contactType", Cause = "rootCause", Plan = "actionPlan", Owner = "planOwner", CheckOn = "planCheckOn", Next = "nextContactAt";

    public static readonly IReadOnlyList<AlertField> All =
    [
        new(Incident, false, f => Blank(f.IncidentType), (f, v) => f with { IncidentType = Blank(v) }),
        new(Contact, false, f => Blank(f.ContactType), (f, v) => f with { ContactType = Blank(v) }),
        new(Cause, false, f => Blank(f.RootCause), (f, v) => f with { RootCause = Blank(v) }),
        new(Plan, true, f => Blank(f.ActionPlan), (f, v) => f with { ActionPlan = Blank(v) }),
        new(Owner, true, f => Blank(f.PlanOwner), (f, v) => f with { PlanOwner = Blank(v) }),
        new(CheckOn, false, f => f.PlanCheckOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (f, v) => f with { PlanCheckOn = Day(v) }),
        new(Next, false, f => f.NextContactAt?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), (f, v) => f with { NextContactAt = Moment(v) }),
    ];

    public static AlertField Of(string name) => All.Single(f => f.Name == name);

    /// <summary>Something is typed or chosen that the case does not hold.</summary>
    public static bool Differ(AlertForm a, AlertForm b) => All.Any(f => f.Get(a) != f.Get(b));

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTime? Moment(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
