using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>"Formulario": what the front said, and what areas were asked and answered.</summary>
public sealed partial class EscalationSheet
{
    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    private Escalation Escalation => Case.Row.Subject!.Escalation!;

    private EscalationForm Form => Escalation.Form;

    private RepeatCell Cell => Case.Settings.Cell;

    private TimeZoneInfo Zone => Case.Time.Zone;

    private IEnumerable<(string Name, string Value)> Lines => new (string Name, string? Value)[]
    {
        (L["Account"], Form.Account),
        (L["Cause"], CauseOf(Form.Cause)),
        (L["CauseOfBack"], Escalation.Management?.Cause is { } other && other != Form.Cause ? CauseOf(other) : null),
        (L["Motive"], Form.Motive),
        (L["Symptom"], Form.Symptom),
        (L["Channel"], Form.Channel is { } channel ? L["Channel." + channel].Value : null),
        (L["Petition"], Cell.Petition(Form.Petition)?.Label),
        (L["Marking"], string.Join(" / ", new[] { Form.Reason, Form.SubReason }.Where(code => !string.IsNullOrWhiteSpace(code)))),
        (L["AreaProposed"], Form.Area is { } area ? AreaOf(area) : null),
        (L["Done"], Form.Done),
        (L["FilledAt"], Formats.Moment(Escalation.At, Zone)),
        (L["FilledBy"], Escalation.AgentName),
        (L["Branch"], $"{Case.Row.BranchName} ({Case.Row.Branch})"),
        (L["ManagementDays"], Days.ToString(CultureInfo.CurrentCulture)),
    }.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => (line.Name, line.Value!));

    private int Days => BusinessDays.Between(Case.Settings.Sla.Calendar, Case.Time.Day(Case.Row.ReceivedAt), Case.Time.Day(Case.Row.CompletedAt ?? Case.Time.UtcNow));

    private IEnumerable<(string Who, QualityRuling Ruling)> Rulings
    {
        get
        {
            if (Escalation.BackRuling is { } back)
                yield return (L["Mark.Back"], back);
            if (Escalation.AreaRuling is { } area)
                yield return (L["Mark.Area"], area);
        }
    }

    private string AreaOf(string code) => Cell.Area(code)?.Label ?? code;

    private string? CauseOf(string? code) => Cell.Cause(code) is { } cause ? $"{cause.Code} · {cause.Label}" : code;

    private string StateOf(EscalationRound round) => round.Answer is not null ? "answered" : round.ReturnedWith is not null ? "returned" : Case.IsCompleted ? "closed" : round.DueAt < Case.Time.UtcNow ? "late" : "open";

    private string Tone(EscalationRound round) => StateOf(round) switch
    {
        "answered" => "ok",
        "late" => "bad",
        "returned" => "warn",
        _ => "",
    };
}
