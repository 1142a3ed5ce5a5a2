using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Web.Api;

/// <summary>A question to an area and what it said; people by their ids.</summary>
public sealed record AreaAnswer(string Area, string Note, DateTime At, int By, DateTime DueAt, string? Text, DateTime? AnsweredAt, int? AnsweredBy, string? ReturnedWith);

/// <summary>Area null: the back office's.</summary>
public sealed record MarkAnswer(string? Area, string Mark, bool Error, string? Note, int By, DateTime At);

public sealed record CellManagementAnswer(string? Cause, IReadOnlyDictionary<string, bool> Checks, string? Management, string? Observations, string? CaseState, string? SecondObservation, int By, DateTime At);

/// <summary>What a repeat-contacts cell knows of a case. Area: the one asked last, else the one that the form proposes. Mark: the one that counts. ManagementDays: business days from the form until it was closed, or until now.</summary>
public sealed record EscalationAnswer(string? Area, string? State, DateTime? DueAt, IReadOnlyList<AreaAnswer> Answers, string? Mark, IReadOnlyList<MarkAnswer> Marks, int ManagementDays, string? Cause, EscalationForm Form, string? Agent, CellManagementAnswer? Management)
{
    public static EscalationAnswer Of(Escalation e, CaseRow row, Campaign campaign, DateTime now)
    {
        var (time, last) = (CampaignTime.Of(campaign, TimeProvider.System), e.Rounds is [.., var round] ? round : null);
        var area = last?.Area ?? e.Form.Area;
        return new(area, e.State is { } state ? Codes.Of(state) : null, last?.DueAt,
            [.. e.Rounds.Select(r => new AreaAnswer(r.Area, r.Note, r.At, r.ById, r.DueAt, r.Answer, r.AnsweredAt, r.AnsweredById, r.ReturnedWith))], e.Ruling?.Mark,
            [.. new[] { (Area: area, Ruling: e.AreaRuling), (null, e.BackRuling) }.Where(m => m.Ruling is not null).Select(m => new MarkAnswer(m.Area, m.Ruling!.Mark, m.Ruling.Error, m.Ruling.Note, m.Ruling.ById, m.Ruling.At))],
            BusinessDays.Between(campaign.Settings.Sla.Calendar, time.Day(row.ReceivedAt), time.Day(row.CompletedAt ?? now)), e.Management?.Cause ?? e.Form.Cause, e.Form, e.AgentName,
            e.Management is { } m ? new(m.Cause, m.Checks, m.Management, m.Observations, m.CaseState, m.SecondObservation, m.ById, m.At) : null);
    }
}
