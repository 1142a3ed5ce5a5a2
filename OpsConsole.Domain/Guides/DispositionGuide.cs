using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Guides;

/// <summary>The disposition form: its title and the tree of choices (docs/rules.md, "Guides").</summary>
/// <param name="Title">Over the form; without it the console's own word.</param>
public sealed record DispositionGuide(string? Title, IReadOnlyList<Disposition> Tree) : Guide
{
    public const int TitleMax = 80, LabelMax = 80, DepthMax = 6, ChoicesMax = 500, CodeMax = 100;

    protected override bool IsWhole => Tree is not null && All(Tree).All(at => at.Choice is { Code: not null, Label: not null });

    public override IEnumerable<Refusal> Check(Campaign campaign)
    {
        if (TextRules.Check(Title, "title", TitleMax, required: false) is { } title)
            yield return title;
        if (Tree.Count == 0)
            yield return new("guide.no_choices", "tree");
        if (All(Tree).Count() is var count && count > ChoicesMax)
            yield return new("guide.too_many", "tree", count, ChoicesMax);
        foreach (var (choice, siblings, place, depth) in All(Tree))
        {
            if (depth > DepthMax)
                yield return new("guide.too_deep", place, depth, DepthMax);
            if (TextRules.Check(choice.Label, place, LabelMax) is { } label)
                yield return label.Code == "required" ? label with { Code = "guide.label_missing" } : label;
            else if (siblings.Any(s => !ReferenceEquals(s, choice) && TextFold.Fold(s.Label) == TextFold.Fold(choice.Label)))
                yield return new("guide.label_twice", place);
            else if (choice.Code.Length > 0 && siblings.Any(s => !ReferenceEquals(s, choice) && TextFold.Fold(s.Code) == TextFold.Fold(choice.Code)))
                yield return new("guide.code_twice", place);
            if (TextRules.Check(choice.Code, place, CodeMax, required: false) is { } code)
                yield return code;
        }
    }

    public override CampaignSettings In(CampaignSettings settings) => settings with { DispositionTitle = Title, DispositionTree = Tree };

    /// <summary>A new choice gets a code of its label that no sibling has; white space around labels goes.</summary>
    public override Guide Completed() => new DispositionGuide(string.IsNullOrWhiteSpace(Title) ? null : Title.Trim(), Coded(Tree));

    public override GuideDiff Against(Guide running)
    {
        var before = (DispositionGuide)running;
        var (old, now) = (ByPath(before.Tree), ByPath(Tree));
        var kept = now.Where(n => old.ContainsKey(n.Key)).ToList();
        List<string> changed = [.. kept.Where(n => old[n.Key].Choice.Label == n.Value.Choice.Label && (old[n.Key].Choice.NeedsNextContact != n.Value.Choice.NeedsNextContact || old[n.Key].Choice.Help != n.Value.Choice.Help)).Select(n => n.Value.Said)];
        if ((Title ?? "") != (before.Title ?? ""))
            changed.Add(Title ?? before.Title!);
        if (changed.Count == 0 && old.Count == now.Count && kept.Count == now.Count && !old.Keys.SequenceEqual(now.Keys))
            changed.AddRange(old.Keys.Zip(now.Keys).Where(p => p.First != p.Second).Select(p => now[p.Second].Said));
        return new([.. now.Where(n => !old.ContainsKey(n.Key)).Select(n => n.Value.Said)],
            [.. kept.Where(n => old[n.Key].Choice.Label != n.Value.Choice.Label).Select(n => (old[n.Key].Said, n.Value.Said))],
            [.. old.Where(o => !now.ContainsKey(o.Key)).Select(o => o.Value.Said)], changed);
    }

    /// <summary>Every choice, parents before children, with its siblings, its place ("tree.0.2") and its depth from 1.</summary>
    public static IEnumerable<(Disposition Choice, IReadOnlyList<Disposition> Siblings, string Place, int Depth)> All(IReadOnlyList<Disposition> tree, string above = "tree", int depth = 1)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{above}.{i}");
            yield return (tree[i], tree, place, depth);
            foreach (var below in All(tree[i]?.Children ?? [], place, depth + 1))
                yield return below;
        }
    }

    private static IReadOnlyList<Disposition> Coded(IReadOnlyList<Disposition> siblings)
    {
        var taken = siblings.Select(s => TextFold.Fold(s.Code)).Where(c => c.Length > 0).ToHashSet();
        return [.. siblings.Select(s => s with { Code = s.Code.Length > 0 ? s.Code : GuideCode.Of(s.Label, taken), Label = s.Label.Trim(), Children = s.Children is { Count: > 0 } below ? Coded(below) : null })];
    }

    // Where two siblings have one code (a draft that is not right yet) the first one stands for both.
    private static Dictionary<string, (Disposition Choice, string Said)> ByPath(IReadOnlyList<Disposition> tree, string above = "", string said = "")
    {
        var found = new Dictionary<string, (Disposition, string)>();
        foreach (var choice in tree)
        {
            var (path, name) = ($"{above}/{choice.Code}", said.Length == 0 ? choice.Label : $"{said} › {choice.Label}");
            found.TryAdd(path, (choice, name));
            foreach (var below in ByPath(choice.Children ?? [], path, name))
                found.TryAdd(below.Key, below.Value);
        }
        return found;
    }
}
