using OpsConsole.Domain.Cases;

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

    public static AttemptReport Attempt(string result = "effective") => new("phone", "044 555 010", result);
}
