using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Tests.Support;

/// <summary>Forms and attempts that say only what a test is about.</summary>
public static class Forms
{
    public const string LongPlan = "Se llamó al cliente y se corrigió el cobro con la agencia";

    /// <summary>A form with every field that finishing needs.</summary>
    public static AlertForm Finished(string contact = "effective") => new()
    {
        IncidentType = "past_experience",
        ContactType = contact,
        ActionPlan = LongPlan,
        State = AlertForm.FinishedState,
    };

    public static AlertForm FollowUp(string? plan = LongPlan) => new() { ActionPlan = plan, State = AlertForm.FollowUpState };

    /// <summary>A front agent's form with every point of its checklist answered.</summary>
    public static EscalationForm Escalation(string cause = "C", string account = "8800123") => new()
    {
        Account = account,
        Motive = "Visita incumplida por segunda vez",
        Cause = cause,
        Reason = "R1",
        SubReason = "S1",
        Petition = "Q",
        Done = "Se revisó la orden",
        Channel = "phone",
        Symptom = "sin internet",
        Checks = Cell.Cause(cause)?.Checklist.ToDictionary(p => p.Code, _ => true) ?? [],
    };

    private static readonly RepeatCell Cell = CampaignTemplate.Create(CampaignKind.RepeatContact, "x", "x", FakeClock.Start).Settings.Cell;

    public static AttemptReport Attempt(string result = "effective") => new("phone", "044 555 010", result);
}
