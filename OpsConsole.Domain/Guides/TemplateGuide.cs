using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;

namespace OpsConsole.Domain.Guides;

/// <summary>The texts that messages start from (docs/rules.md, "Guides").</summary>
public sealed record TemplateGuide(IReadOnlyList<MessageTemplate> Templates) : Guide
{
    public const int Most = 100, LabelMax = 80;

    protected override bool IsWhole => Templates is not null && Templates.All(t => t is { Code: not null, Label: not null, Channels: not null, Text: not null });

    public override IEnumerable<Refusal> Check(Campaign campaign)
    {
        if (Templates.Count > Most)
            yield return new("guide.too_many", "templates", Templates.Count, Most);
        for (var i = 0; i < Templates.Count; i++)
        {
            var (template, place) = (Templates[i], string.Create(CultureInfo.InvariantCulture, $"templates.{i}"));
            if (TextRules.Check(template.Label, $"{place}.label", LabelMax) is { } label)
                yield return label.Code == "required" ? label with { Code = "guide.label_missing" } : label;
            else if (Templates.Any(t => !ReferenceEquals(t, template) && TextFold.Fold(t.Label) == TextFold.Fold(template.Label)))
                yield return new("guide.label_twice", $"{place}.label");
            if (template.Code.Length > 0 && Templates.Any(t => !ReferenceEquals(t, template) && t.Code == template.Code))
                yield return new("guide.code_twice", $"{place}.label");
            var found = template.Check(campaign.Settings, campaign.Schema);
            foreach (var wrong in found)
                yield return wrong with { Field = $"{place}.{wrong.Field}" };
            var shortest = template.Channels.Select(Codes.Parse<AttemptChannel>).OfType<AttemptChannel>().Select(MessageRules.TextMax).DefaultIfEmpty(int.MaxValue).Min();
            if (template.Text.Length > shortest && found.All(f => f.Code != "too_long"))
                yield return new("too_long", $"{place}.text", template.Text.Length, shortest);
            if (template.Subject is { } subject && subject.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
                yield return new("message.subject_line", $"{place}.subject");
            if (template.Fits(AttemptChannel.Email) && string.IsNullOrWhiteSpace(template.Subject))
                yield return new("required", $"{place}.subject");
        }
    }

    public override CampaignSettings In(CampaignSettings settings) => settings with { MessageTemplates = Templates };

    public override Guide Completed()
    {
        var taken = Templates.Select(t => t.Code).Where(c => c.Length > 0).ToHashSet();
        return new TemplateGuide([.. Templates.Select(t => t with
        {
            Code = t.Code.Length > 0 ? t.Code : GuideCode.Of(t.Label, taken),
            Label = t.Label.Trim(),
            Subject = t.Fits(AttemptChannel.Email) ? t.Subject?.Trim() : null,
        })]);
    }

    public override GuideDiff Against(Guide running)
    {
        var old = ((TemplateGuide)running).Templates.DistinctBy(t => t.Code).ToDictionary(t => t.Code);
        var now = Templates.DistinctBy(t => t.Code).ToDictionary(t => t.Code);
        var kept = now.Values.Where(t => old.ContainsKey(t.Code)).Select(t => (Old: old[t.Code], Now: t)).ToList();
        List<string> changed = [.. kept.Where(k => k.Old.Label == k.Now.Label && !Same(k.Old, k.Now)).Select(k => k.Now.Label)];
        if (changed.Count == 0 && kept.Count == now.Count && kept.Count == old.Count && !old.Keys.SequenceEqual(now.Keys))
            changed.AddRange(old.Keys.Zip(now.Keys).Where(p => p.First != p.Second).Select(p => now[p.Second].Label));
        return new([.. now.Values.Where(t => !old.ContainsKey(t.Code)).Select(t => t.Label)], [.. kept.Where(k => k.Old.Label != k.Now.Label).Select(k => (k.Old.Label, k.Now.Label))],
            [.. old.Values.Where(t => !now.ContainsKey(t.Code)).Select(t => t.Label)], changed);
    }

    private static bool Same(MessageTemplate a, MessageTemplate b) => a.Text == b.Text && (a.Subject ?? "") == (b.Subject ?? "") && a.Channels.ToHashSet().SetEquals(b.Channels);
}
