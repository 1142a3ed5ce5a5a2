using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>Which benefits may be granted, and how far (docs/rules.md, "Benefit matrix").</summary>
public sealed record BenefitMatrix(IReadOnlyList<BenefitRule> Rules, RetentionLimits Limits)
{
    public static readonly BenefitMatrix Empty = new([], new());

    /// <summary>Null: the matrix has no such benefit for the product line.</summary>
    public BenefitRule? Rule(string motive, string? product) => Rules.FirstOrDefault(r => r.Motive == motive && r.Products.Any(p => TextFold.Fold(p) == TextFold.Fold(product ?? "")));
}

/// <param name="Motive">Code of the motive, which is the type of the benefit.</param>
/// <param name="Products">Product lines.</param>
/// <param name="MaxPercentage">Per cent, 1 to 100.</param>
public sealed record BenefitRule(string Motive, IReadOnlyList<string> Products, int MaxPercentage, int MaxMonths);

/// <summary>Limits besides the matrix.</summary>
public sealed record RetentionLimits
{
    public int SuspensionMaxMonths { get; init; } = 3;
    public int CompensationMaxDays { get; init; } = 8;

    /// <summary>Characters that the transactional system takes as observation.</summary>
    public int ObservationMaxLength { get; init; } = 200;
}
