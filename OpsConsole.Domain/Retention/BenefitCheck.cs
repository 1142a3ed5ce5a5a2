using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>A benefit against the matrix (docs/rules.md, "Benefit matrix").</summary>
internal sealed class BenefitCheck
{
    private const string Field = "data.benefit";

    public BenefitCheck(BenefitForm? form, Motive motive, RetentionRequest request, CampaignSettings settings, DateOnly today)
    {
        Rule = settings.Benefits.Rule(motive.Code, request.Product);
        if (form is null)
            return;
        (Months, var wrong) = BenefitMonths.Expand(form.Skip, form.StartMonth, form.Count, form.Months, today, Field);
        Errors.AddRange(wrong);
        if (form.Percentage is not { } percentage)
            Errors.Add(new("required", $"{Field}.percentage"));
        else if (percentage is < 1 or > 100 || percentage != decimal.Truncate(percentage))
            Errors.Add(new("benefit.percentage_range", $"{Field}.percentage"));
        foreach (var (field, text) in new[] { ("type", form.Type), ("crossSale", form.CrossSale) })
            if (TextRules.Check(text, $"{Field}.{field}", RetentionForm.TextMax, required: false) is { } wrongText)
                Errors.Add(wrongText);
        if (Rule is null)
            Refusals.Add(new("retention.outside_matrix", Field));
        else
        {
            if (form.Percentage > Rule.MaxPercentage)
                Refusals.Add(new("retention.outside_matrix", $"{Field}.percentage", (int)Math.Min(form.Percentage.Value, int.MaxValue), Rule.MaxPercentage));
            if (Months?.Periods.Count > Rule.MaxMonths)
                Refusals.Add(new("retention.outside_matrix", $"{Field}.months", Months.Periods.Count, Rule.MaxMonths));
        }
        if (Errors.Count + Refusals.Count == 0)
            Granted = new(string.IsNullOrWhiteSpace(form.Type) ? motive.Label : form.Type, (int)form.Percentage!.Value, string.IsNullOrWhiteSpace(form.Skip) ? BenefitMonths.Consecutive : form.Skip, Months!.Periods, Months.Calendar, form.CrossSale);
    }

    /// <summary>What the matrix allows this product line.</summary>
    public BenefitRule? Rule { get; }
    public BenefitMonths? Months { get; }
    public List<Refusal> Errors { get; } = [];
    public List<Refusal> Refusals { get; } = [];
    public GrantedBenefit? Granted { get; }
}
