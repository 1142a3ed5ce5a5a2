using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Guides;

/// <summary>The causes of a repeat-contacts cell, each with its yes-or-no checklist, its procedure and the area that owns it (docs/rules.md, "Escalations"). Which causes there are is the kind's.</summary>
public sealed record ChecklistGuide(IReadOnlyList<CellCause> Causes) : Guide
{
    public const int LabelMax = 80, TextMax = 200, ProcedureMax = 500, LeastPoints = 3, MostPoints = 5;

    protected override bool IsWhole => Causes is not null && Causes.All(c => c is { Code: not null, Label: not null, Checklist: not null } && c.Checklist.All(p => p is { Code: not null, Text: not null }));

    public override IEnumerable<Refusal> Check(Campaign campaign)
    {
        var cell = campaign.Settings.Cell;
        if (!Causes.Select(c => c.Code).SequenceEqual(cell.Causes.Select(c => c.Code)))
            yield return new("unknown", "causes");
        for (var i = 0; i < Causes.Count; i++)
        {
            var (cause, place) = (Causes[i], string.Create(CultureInfo.InvariantCulture, $"causes.{i}"));
            if (TextRules.Check(cause.Label, $"{place}.label", LabelMax) is { } label)
                yield return label;
            if (cause.OwnerArea is not null && cell.Area(cause.OwnerArea) is null)
                yield return new("unknown", $"{place}.ownerArea");
            if (cause.Procedure is { } procedure && (procedure.Length > ProcedureMax || !Uri.TryCreate(procedure, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
                yield return new("checklist.procedure", $"{place}.procedure");
            if (cause.Checklist.Count is < LeastPoints or > MostPoints)
                yield return new("checklist.points", $"{place}.checklist", cause.Checklist.Count, MostPoints);
            else if (cause.Checklist.Select(p => TextRules.Check(p.Text, $"{place}.checklist", TextMax)).FirstOrDefault(wrong => wrong is not null) is { } wrong)
                yield return wrong;
            else if (cause.Checklist.DistinctBy(p => TextFold.Fold(p.Text)).Count() < cause.Checklist.Count)
                yield return new("checklist.point_twice", $"{place}.checklist");
        }
    }

    public override CampaignSettings In(CampaignSettings settings) => settings with { Cell = settings.Cell with { Causes = Causes } };

    /// <summary>A point that is new gets its code; one whose words stayed keeps its own.</summary>
    public override Guide Completed() => this with
    {
        Causes = [.. Causes.Select(cause =>
        {
            var taken = cause.Checklist.Select(p => p.Code).Where(code => code.Length > 0).ToHashSet();
            return cause with { Label = cause.Label.Trim(), Checklist = [.. cause.Checklist.Select(p => p.Code.Length > 0 ? p : p with { Code = GuideCode.Of(p.Text, taken) })] };
        })],
    };

    public override GuideDiff Against(Guide running)
    {
        var before = ((ChecklistGuide)running).Causes.ToDictionary(c => c.Code);
        var (added, removed, changed) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var cause in Causes.Where(c => before.ContainsKey(c.Code)))
        {
            var was = before[cause.Code];
            var (old, now) = (was.Checklist.Select(p => p.Text).ToList(), cause.Checklist.Select(p => p.Text).ToList());
            added.AddRange(now.Except(old).Select(text => $"{cause.Code} · {text}"));
            removed.AddRange(old.Except(now).Select(text => $"{cause.Code} · {text}"));
            if ((was.OwnerArea, was.Procedure) != (cause.OwnerArea, cause.Procedure) || (!now.SequenceEqual(old) && now.ToHashSet().SetEquals(old)))
                changed.Add($"{cause.Code} · {cause.Label}");
        }
        var renamed = Causes.Where(c => before.TryGetValue(c.Code, out var was) && was.Label != c.Label).Select(c => ($"{c.Code} · {before[c.Code].Label}", $"{c.Code} · {c.Label}"));
        return new(added, [.. renamed], removed, changed);
    }
}
