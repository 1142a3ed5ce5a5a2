using System.Globalization;

namespace OpsConsole.Domain.Retention;

/// <summary>What a disposition of a withdrawal request led to, kept with the case as it was then (docs/rules.md, "Retention disposition").</summary>
/// <param name="On">The campaign's local day of the disposition.</param>
/// <param name="ById">Who disposed.</param>
/// <param name="Closure">How and until when it closes in the transactional system; null while it is not final.</param>
public sealed record RetentionOutcome(RetentionForm Form, DateOnly On, int ById, ExternalClosure? Closure, GrantedBenefit? Benefit)
{
    /// <summary>Per cent times months: a hundred of them are one month free of charge.</summary>
    public int DiscountPoints => Benefit is { } benefit ? benefit.Percentage * benefit.Months.Count : 0;
}

/// <param name="Code">ATENDIDO or ANULADO.</param>
/// <param name="DueDate">Local day.</param>
public sealed record ExternalClosure(string Code, DateOnly DueDate);

/// <param name="Months">Billing periods, in order; 1 was the current one then.</param>
/// <param name="Calendar">The same as calendar months, "2026-12".</param>
public sealed record GrantedBenefit(string Type, int Percentage, string Skip, IReadOnlyList<int> Months, IReadOnlyList<string> Calendar, string? CrossSale)
{
    /// <summary>As the transactional system is told: "50 % meses 2, 3 y 5".</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{Percentage} % {(Months.Count == 1 ? "mes" : "meses")} {new BenefitMonths(Months, Calendar).Words.ToLowerInvariant()}");
}
