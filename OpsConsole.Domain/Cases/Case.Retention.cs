using OpsConsole.Domain.Data;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>Withdrawal requests: how they are disposed of (docs/rules.md, "Retention disposition").</summary>
public sealed partial class Case
{
    private void Keep(RetentionOutcome? outcome)
    {
        (DispositionData, DisposedOn, DisposedById) = (outcome is null ? null : Json.Write(outcome), outcome?.On, outcome?.ById);
        DiscountPoints = outcome?.Benefit is null ? null : outcome.DiscountPoints;
    }
}
