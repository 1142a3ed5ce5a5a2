using System.Globalization;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Guides;

/// <summary>The benefit matrix and its limits (docs/rules.md, "Retention: catalogue and matrix as guides").</summary>
public sealed record BenefitGuide(IReadOnlyList<BenefitRule> Rules, RetentionLimits Limits) : Guide
{
    public const int ProductMax = 40, RulesMax = 200, SuspensionMost = 12, CompensationMost = 60, ObservationLeast = 50, ObservationMost = 2_000;

    /// <summary>Labels of the motives by their codes, to say what changes.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    protected override bool IsWhole => Limits is not null && Rules is not null && Rules.All(r => r is { Motive: not null, Products: not null } && r.Products.All(p => p is not null));

    /// <summary>The motives that grant a benefit, each once.</summary>
    public static IReadOnlyList<Motive> Granting(MotiveCatalogue catalogue) =>
        [.. catalogue.States.SelectMany(s => s.Motives).Where(m => m is { GrantsBenefit: true, Closure: Motive.Attended }).DistinctBy(m => m.Code)];

    public static IReadOnlyDictionary<string, string> NamesIn(MotiveCatalogue catalogue) => Granting(catalogue).ToDictionary(m => m.Code, m => m.Label);

    public override IEnumerable<Refusal> Check(Campaign campaign)
    {
        var granting = NamesIn(campaign.Settings.Retention);
        if (Rules.Count > RulesMax)
            yield return new("guide.too_many", "rules", Rules.Count, RulesMax);
        for (var i = 0; i < Rules.Count; i++)
        {
            var (rule, place) = (Rules[i], string.Create(CultureInfo.InvariantCulture, $"rules.{i}"));
            if (rule.Motive.Length == 0)
                yield return new("required", $"{place}.motive");
            else if (!granting.ContainsKey(rule.Motive))
                yield return new("matrix.motive", $"{place}.motive");
            if (Products(rule) is var products && products.Count == 0)
                yield return new("required", $"{place}.products");
            else if (products.Select(p => TextRules.Check(p, $"{place}.products", ProductMax)).FirstOrDefault(wrong => wrong is not null) is { } wrong)
                yield return wrong;
            else if (products.Distinct().Count() < products.Count || Rules.Any(r => !ReferenceEquals(r, rule) && r.Motive == rule.Motive && Products(r).Intersect(products).Any()))
                yield return new("matrix.row_twice", $"{place}.products");
            if (rule.MaxPercentage is < 1 or > 100)
                yield return new("campaign.number_range", $"{place}.maxPercentage", 1, 100);
            if (rule.MaxMonths is < 1 or > BenefitMonths.Horizon)
                yield return new("campaign.number_range", $"{place}.maxMonths", 1, BenefitMonths.Horizon);
        }
        foreach (var wrong in CheckLimits(campaign.Settings.Retention))
            yield return wrong;
    }

    public override CampaignSettings In(CampaignSettings settings) => settings with { Benefits = new(Rules, Limits) };

    public override Guide Completed() => this with { Rules = [.. Rules.Select(rule => rule with { Products = [.. rule.Products.Select(p => p.Trim()).Where(p => p.Length > 0)] })] };

    public override GuideDiff Against(Guide running)
    {
        var before = (BenefitGuide)running;
        var names = before.Names.Count > 0 ? before.Names : Names;
        var (old, now) = (ByProduct(before), ByProduct(this));
        List<string> changed = [.. now.Where(n => old.TryGetValue(n.Key, out var was) && was != n.Value).Select(n => $"{Place(n.Key)}: {Said(old[n.Key].Percentage, old[n.Key].Months)} → {Said(n.Value.Percentage, n.Value.Months)}")];
        foreach (var (limit, was, number) in new[] { ("suspensionMaxMonths", before.Limits.SuspensionMaxMonths, Limits.SuspensionMaxMonths), ("compensationMaxDays", before.Limits.CompensationMaxDays, Limits.CompensationMaxDays), ("observationMaxLength", before.Limits.ObservationMaxLength, Limits.ObservationMaxLength) })
            if (was != number)
                changed.Add($"{LimitMark}{limit}: {Number(was)} → {Number(number)}");
        return new([.. now.Where(n => !old.ContainsKey(n.Key)).Select(n => $"{Place(n.Key)}: {Said(n.Value.Percentage, n.Value.Months)}")], [], [.. old.Where(o => !now.ContainsKey(o.Key)).Select(o => $"{Place(o.Key)}: {Said(o.Value.Percentage, o.Value.Months)}")], changed);

        string Place((string Motive, string Product) key) => $"{names.GetValueOrDefault(key.Motive, key.Motive)} · {key.Product.ToUpperInvariant()}";
    }

    /// <summary>Before the name of a limit in what changes: its words are the page's.</summary>
    public const string LimitMark = "limits.";

    private IEnumerable<Refusal> CheckLimits(MotiveCatalogue catalogue)
    {
        if (Limits.SuspensionMaxMonths is < 1 or > SuspensionMost)
            yield return new("campaign.number_range", "limits.suspensionMaxMonths", 1, SuspensionMost);
        if (Limits.CompensationMaxDays is < 1 or > CompensationMost)
            yield return new("campaign.number_range", "limits.compensationMaxDays", 1, CompensationMost);
        if (Limits.ObservationMaxLength is < ObservationLeast or > ObservationMost)
            yield return new("campaign.number_range", "limits.observationMaxLength", ObservationLeast, ObservationMost);
        else if (catalogue.States.SelectMany(s => s.Motives).SelectMany(m => m.Texts).Select(t => CatalogueGuide.Shortest(t.Text)).DefaultIfEmpty().Max() is var longest && longest > Limits.ObservationMaxLength)
            yield return new("matrix.observation_limit", "limits.observationMaxLength", Limits.ObservationMaxLength, longest);
    }

    private static List<string> Products(BenefitRule rule) => [.. rule.Products.Select(p => TextFold.Fold(p.Trim())).Where(p => p.Length > 0)];

    private static Dictionary<(string Motive, string Product), (int Percentage, int Months)> ByProduct(BenefitGuide guide)
    {
        var found = new Dictionary<(string, string), (int, int)>();
        foreach (var rule in guide.Rules)
            foreach (var product in Products(rule))
                found.TryAdd((rule.Motive, product), (rule.MaxPercentage, rule.MaxMonths));
        return found;
    }

    /// <summary>Per cent times months: no words, so that it reads in every language.</summary>
    private static string Said(int percentage, int months) => string.Create(CultureInfo.InvariantCulture, $"{percentage} % × {months}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
