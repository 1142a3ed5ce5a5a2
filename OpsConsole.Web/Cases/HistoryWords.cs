using System.Text.Json;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Cases;

/// <summary>Values of the log in the reader's words: codes by their labels, ids by their names, times in the campaign's zone.</summary>
public sealed class HistoryWords(IStringLocalizer<AlertTexts> text, CampaignSettings settings, CampaignTime time, CaseNames names)
{
    public string Field(string field) => text["Field." + field];

    public string Value(string field, JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? Formats.Nothing : field switch
    {
        "incidentType" => Label(settings.IncidentTypes, value),
        "contactType" => Label(settings.ContactTypes, value),
        "rootCause" => Label(settings.RootCauses, value),
        "dispositionLabels" => string.Join(" › ", Domain.Data.Json.Read<List<string>>(value.ToString())),
        "dispositionData" => Outcome(Domain.Data.Json.Read<RetentionOutcome>(value.ToString())),
        "escalation" => Escalated(Domain.Data.Json.Read<Escalation>(value.ToString())),
        "requirement" => Said(Domain.Data.Json.Read<Requirement>(value.ToString())),
        "priority" => text["Priority." + value.ToString().ToLowerInvariant()],
        "responsibleId" or "sharedWith" or "areaPeople" => Named(names.People, value),
        "branchId" => Named(names.Branches, value),
        "dueAt" or "nextContactAt" => value.TryGetDateTime(out var at) ? Formats.Moment(at.ToUniversalTime(), time.Zone) : value.ToString(),
        "planCheckOn" => DateOnly.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var day) ? Day(day) : value.ToString(),
        _ => value.ToString() is { Length: > 0 } said ? said : Formats.Nothing,
    };

    /// <summary>What was granted and in which months, how it closes elsewhere, and why something stayed in the text.</summary>
    private string Outcome(RetentionOutcome outcome)
    {
        string?[] parts =
        [
            outcome.Benefit is { } benefit ? text["Outcome.Benefit", benefit.Words, string.Join(", ", benefit.Calendar.Select(Formats.Month))].Value : null,
            outcome.Closure is { } closure ? text["Outcome.Closure", closure.Code, Day(closure.DueDate)].Value : null,
            string.IsNullOrWhiteSpace(outcome.Form.Override) ? null : text["Outcome.Override", outcome.Form.Override].Value,
        ];
        return string.Join(" · ", parts.Where(said => said is not null)) is { Length: > 0 } all ? all : text["Outcome.Open"];
    }

    /// <summary>Cause, area and where its question stands, the mark that counts.</summary>
    private string Escalated(Escalation escalation)
    {
        var (cell, area) = (settings.Cell, escalation.Rounds is [.., var last] ? last.Area : escalation.Form.Area);
        string?[] parts =
        [
            cell.Cause(escalation.Management?.Cause ?? escalation.Form.Cause) is { } cause ? $"{cause.Code} {cause.Label}" : null,
            area is null ? null : Area(area),
            escalation.State is { } state ? text["Escalation." + Codes.Of(state)].Value : null,
            cell.Mark(escalation.Ruling?.Mark)?.Label,
        ];
        return string.Join(" · ", parts.Where(said => said is not null));
    }

    /// <summary>Area, answer, block: what of a ticket changes in its course.</summary>
    private string Said(Requirement requirement)
    {
        string?[] parts =
        [
            settings.Requirements.Line(requirement.Line)?.Label,
            string.Join(" › ", new[] { requirement.Category1, requirement.Category2, requirement.Category3 }.Where(c => c is not null)) is { Length: > 0 } category ? category : null,
            requirement.Responsible is { } area ? Area(area) : null,
            requirement.Response?.Text,
            requirement.Block is { } block ? text["Requirement.Blocked", block.Result].Value : null,
        ];
        return string.Join(" · ", parts.Where(said => said is not null)) is { Length: > 0 } all ? all : settings.Requirements.Subject(requirement.Subject)?.Label ?? requirement.Subject;
    }

    public string Area(string code) => settings.AreaLabel(code) ?? code;

    public string Mark(string code) => settings.Cell.Mark(code)?.Label ?? code;

    public string People(IEnumerable<int> ids) => string.Join(", ", ids.Select(id => names.People.GetValueOrDefault(id, Formats.Nothing)));

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public static CaseStatus? Status(JsonElement value) => Enum.TryParse<CaseStatus>(value.ToString(), out var status) ? status : null;

    private static string Label(IEnumerable<CatalogueEntry> catalogue, JsonElement code) => catalogue.FirstOrDefault(e => e.Code == code.ToString())?.Label ?? code.ToString();

    private static string Named(IReadOnlyDictionary<int, string> known, JsonElement ids) =>
        string.Join(", ", HistoryLine.Numbers(ids).Select(id => known.GetValueOrDefault(id, Formats.Nothing))) is { Length: > 0 } said ? said : Formats.Nothing;
}
