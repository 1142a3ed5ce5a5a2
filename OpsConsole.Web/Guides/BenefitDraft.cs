using System.Globalization;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Guides;

/// <summary>A row of the benefit matrix while it is edited; its boxes begin with <see cref="Start"/> and are the browser's afterwards.</summary>
public sealed class BenefitDraft(int id, BenefitRule start)
{
    public int Id { get; } = id;
    public BenefitRule Start { get; } = start;
    public string Motive { get; set; } = start.Motive;
    public string Products { get; set; } = string.Join(", ", start.Products);
    public int Percentage { get; set; } = start.MaxPercentage;
    public int Months { get; set; } = start.MaxMonths;

    public BenefitRule Rule => new(Motive, [.. Products.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], Percentage, Months);

    /// <summary>What is no whole number breaks the rule of the box.</summary>
    public static int Whole(object? typed) => int.TryParse(typed as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
