using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>What is wrong with what the back office fills in (docs/rules.md, "Escalations").</summary>
public static class EscalationRules
{
    public static IEnumerable<Refusal> Check(CellManagement management, RepeatCell cell)
    {
        if (management.Cause is not null && cell.Cause(management.Cause) is null)
            yield return new("unknown", "cause");
        foreach (var (field, text) in new[] { ("management", management.Management), ("observations", management.Observations), ("caseState", management.CaseState), ("secondObservation", management.SecondObservation) })
            if (TextRules.Check(text, field, CellManagement.TextMax, required: false) is { } wrong)
                yield return wrong;
    }
}
