using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Requirements;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Requirements;

/// <summary>"Requerimiento": the ticket and all that stands on it.</summary>
public sealed partial class RequirementSheet
{
    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter, EditorRequired]
    public required RequirementView View { get; set; }

    private TimeZoneInfo Zone => Case.Time.Zone;

    private RequirementCatalogue Catalogue => Case.Settings.Requirements;

    private IEnumerable<(string Name, string Value)> Lines
    {
        get
        {
            var data = View.Asked.Data;
            return new (string Name, string? Value)[]
            {
                (L["Subject"], LabelOf(View.Asked)),
                (L["MaxDate"], View.Asked.DueAt is { } due ? Formats.Date(Case.Time.Day(due)) : null),
                (L["Channel"], Catalogue.Channel(data.Channel)?.Label is { } channel ? data.CameBy is { } came ? L["Channel.Came", channel, Catalogue.Channel(came)?.Label ?? came].Value : channel : null),
                (L["Line"], Catalogue.Line(data.Line)?.Label),
                (L["Name"], data.Problem.Name),
                (L["Phone"], data.Problem.Phone),
                (L["Email"], data.Problem.Email),
                (L["Description"], View.Asked.Description),
                (L["Categories"], string.Join(" / ", new[] { data.Category1, data.Category2, data.Category3 }.Where(c => !string.IsNullOrWhiteSpace(c)))),
                (L["DocumentClass"], data.DocumentClass),
                (L["Responsible"], Catalogue.Area(data.Responsible)?.Label ?? data.Responsible),
                (L["Priority"], W["Priority." + Codes.Of(Case.Row.Priority)]),
                (L["Branch"], $"{Case.Row.BranchName} ({Case.Row.Branch})"),
                (L["Received"], Formats.Moment(View.Asked.ReceivedAt, Zone)),
            }.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => (line.Name, line.Value!));
        }
    }

    private string LabelOf(RequirementTicket ticket) => Catalogue.Subject(ticket.Subject)?.Label ?? ticket.Subject;

    private static string StateOf(RequirementTicket ticket) => ticket.Status == CaseStatus.Completed ? "closed" : ticket.IsAnswered ? "answered" : "open";

    private string Tone(RequirementTicket ticket) => StateOf(ticket) switch
    {
        "answered" => "ok",
        "open" when !ticket.IsWithin(Case.Time) => "bad",
        _ => "",
    };
}
