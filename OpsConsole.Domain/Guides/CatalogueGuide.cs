using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Guides;

/// <summary>The states and motives of a retention campaign, with what each asks for and says (docs/rules.md, "Retention: catalogue and matrix as guides").</summary>
public sealed record CatalogueGuide(string ComplaintType, IReadOnlyList<RetentionState> States) : Guide
{
    public const int LabelMax = 80, CodeMax = 100, TypeMax = 20, NoteMax = 200, HelpMax = 500, TextMax = 1_000, DaysMax = 60, CostMax = 1_000, StatesMax = 20, MotivesMax = 200, TextsMax = 20;

    /// <summary>What a motive, or all motives of a state, can ask for.</summary>
    public static readonly IReadOnlyList<string> Needs =
        [RetentionForm.BenefitKey, "fecha_compromiso", "fecha_proxima", "fecha_inicio", "fecha_fin", "fecha_seguimiento", "n_meses", "n_dias", "numero_virtual", "contrato", "plan", "servicio", "anipagador"];

    protected override bool IsWhole => ComplaintType is not null && States is not null && States.All(s => s is { Code: not null, Label: not null, Motives: not null, Needs: not null } && s.OnlyIf is null or { AnyOf: not null })
        && States.SelectMany(s => s.Motives).All(m => m is { Code: not null, Label: not null, Closure: not null, Needs: not null, Texts: not null } && m.Texts.All(t => t is { Text: not null }));

    public override IEnumerable<Refusal> Check(Campaign campaign)
    {
        if (TextRules.Check(ComplaintType, "complaintType", TypeMax) is { } type)
            yield return type;
        if (States.Count == 0)
            yield return new("catalogue.no_states", "states");
        if (States.Count > StatesMax)
            yield return new("guide.too_many", "states", States.Count, StatesMax);
        if (States.Sum(s => s.Motives.Count) is var count && count > MotivesMax)
            yield return new("guide.too_many", "states", count, MotivesMax);
        for (var i = 0; i < States.Count; i++)
            foreach (var wrong in Check(States[i], At("states", i), campaign.Settings.Benefits.Limits.ObservationMaxLength))
                yield return wrong;
    }

    public override CampaignSettings In(CampaignSettings settings) => settings with { Retention = new(ComplaintType, States) };

    /// <summary>A new state, motive or text gets a code of its label that none beside it has; white space around labels goes.</summary>
    public override Guide Completed()
    {
        var taken = Taken(States);
        return new CatalogueGuide(ComplaintType.Trim(), [.. States.Select(state => Named(state, taken) with { Motives = Motives(state) })]);

        static IReadOnlyList<Motive> Motives(RetentionState state)
        {
            var taken = Taken(state.Motives);
            return [.. state.Motives.Select(motive => Named(motive, taken) with { Note = Blank(motive.Note), Texts = Texts(motive) })];
        }

        static IReadOnlyList<MotiveText> Texts(Motive motive)
        {
            if (motive.ChosenBy == TextChoice.None)
                return [.. motive.Texts.Select(text => text with { Code = null, Label = null })];
            if (motive.ChosenBy == TextChoice.Product)
                return [.. motive.Texts.Select(text => text with { Code = text.Code?.Trim(), Label = null })];
            var taken = motive.Texts.Select(text => TextFold.Fold(text.Code ?? "")).Where(code => code.Length > 0).ToHashSet();
            return [.. motive.Texts.Select(text => text with { Code = string.IsNullOrEmpty(text.Code) ? GuideCode.Of(text.Label!, taken) : text.Code, Label = text.Label?.Trim() })];
        }
    }

    public override GuideDiff Against(Guide running)
    {
        var before = (CatalogueGuide)running;
        var (old, now) = (before.ByPath(), ByPath());
        var kept = now.Where(n => old.ContainsKey(n.Key)).ToList();
        List<string> changed = [.. kept.Where(n => old[n.Key].Label == n.Value.Label && old[n.Key].Content != n.Value.Content).Select(n => n.Value.Said)];
        if (ComplaintType.Trim() != before.ComplaintType.Trim())
            changed.Add($"{before.ComplaintType} → {ComplaintType}");
        if (changed.Count == 0 && old.Count == now.Count && kept.Count == now.Count && !old.Keys.SequenceEqual(now.Keys))
            changed.AddRange(old.Keys.Zip(now.Keys).Where(p => p.First != p.Second).Select(p => now[p.Second].Said));
        return new([.. now.Where(n => !old.ContainsKey(n.Key)).Select(n => n.Value.Said)],
            [.. kept.Where(n => old[n.Key].Label != n.Value.Label).Select(n => (old[n.Key].Said, n.Value.Said))],
            [.. old.Where(o => !now.ContainsKey(o.Key)).Select(o => o.Value.Said)], changed);
    }

    private IEnumerable<Refusal> Check(RetentionState state, string place, int longest)
    {
        foreach (var wrong in Naming(state, States, place))
            yield return wrong;
        if (state.Final == (state.Outcome == RetentionResult.Open) || !Enum.IsDefined(state.Outcome))
            yield return new("catalogue.outcome", $"{place}.outcome");
        if (state.Needs.Any(need => !Needs.Contains(need) || need == RetentionForm.BenefitKey))
            yield return new("unknown", $"{place}.needs");
        if (state.OnlyIf is { } condition && condition.AnyOf.Any(row => row is null || row.Count == 0 || row.Any(fact => fact.Key is not ("serviceRole" or "equipmentToReturn") || fact.Value is null or { Count: 0 })))
            yield return new("unknown", $"{place}.onlyIf");
        if (state.SameMotivesAs is { } other)
        {
            if (state.Motives.Count > 0 || !States.Any(s => !ReferenceEquals(s, state) && s.Code == other && s.SameMotivesAs is null && s.Motives.Count > 0))
                yield return new("catalogue.same_motives", $"{place}.sameMotivesAs");
        }
        else if (state.Motives.Count == 0)
            yield return new("catalogue.no_motives", place);
        for (var i = 0; i < state.Motives.Count; i++)
            foreach (var wrong in Check(state.Motives[i], state, At($"{place}.motives", i), longest))
                yield return wrong;
    }

    private static IEnumerable<Refusal> Check(Motive motive, RetentionState state, string place, int longest)
    {
        foreach (var wrong in Naming(motive, state.Motives, place))
            yield return wrong;
        if (motive.Closure is not (Motive.Attended or Motive.Annulled))
            yield return new("unknown", $"{place}.closure");
        if (motive.Days is < 0 or > DaysMax)
            yield return new("campaign.number_range", $"{place}.days", 0, DaysMax);
        if (motive.CostUsd is < 0 or > CostMax)
            yield return new("campaign.number_range", $"{place}.costUsd", 0, CostMax);
        if (TextRules.Check(motive.Note, $"{place}.note", NoteMax, required: false) is { } note)
            yield return note;
        if (motive.Needs.Any(need => !Needs.Contains(need)))
            yield return new("unknown", $"{place}.needs");
        else if (motive is { GrantsBenefit: true, Closure: Motive.Annulled })
            yield return new("catalogue.benefit_annulled", $"{place}.needs");
        else if (motive.GrantsBenefit && !state.Final)
            yield return new("catalogue.benefit_open", $"{place}.needs");
        foreach (var wrong in Texts(motive, place, longest))
            yield return wrong;
    }

    private static IEnumerable<Refusal> Texts(Motive motive, string place, int longest)
    {
        if (motive.Texts.Count == 0 || (motive.ChosenBy == TextChoice.None && motive.Texts.Count > 1) || !Enum.IsDefined(motive.ChosenBy))
            yield return new("catalogue.texts", $"{place}.texts");
        if (motive.Texts.Count > TextsMax)
            yield return new("guide.too_many", $"{place}.texts", motive.Texts.Count, TextsMax);
        if (motive.ChosenBy == TextChoice.Product && !motive.Texts.Any(text => Key(motive, text) == MotiveText.Default))
            yield return new("catalogue.no_default", $"{place}.texts");
        for (var i = 0; i < motive.Texts.Count; i++)
        {
            var (text, at) = (motive.Texts[i], At($"{place}.texts", i));
            if (motive.ChosenBy != TextChoice.None)
            {
                if (TextRules.Check(motive.ChosenBy == TextChoice.Product ? text.Code : text.Label, $"{at}.label", LabelMax) is { } name)
                    yield return name.Code == "required" ? name with { Code = "guide.label_missing" } : name;
                else if (motive.Texts.Any(t => !ReferenceEquals(t, text) && Key(motive, t) == Key(motive, text)))
                    yield return new("guide.label_twice", $"{at}.label");
            }
            if (TextRules.Check(text.Text, $"{at}.text", TextMax) is { } wrong)
                yield return wrong;
            else if (ObservationTemplate.Unknown(text.Text).Any() || ObservationTemplate.Fill(text.Text, Nothing).Text.AsSpan().ContainsAny('{', '}'))
                yield return new("template.mark", $"{at}.text");
            else if (Shortest(text.Text) is var shortest && shortest > longest)
                yield return new("too_long", $"{at}.text", shortest, longest);
        }
    }

    /// <summary>How long a text is when each of its marks takes a single character: it can be no shorter.</summary>
    internal static int Shortest(string text) => ObservationTemplate.Fill(text, Nothing).Text.Length;

    private static readonly Dictionary<string, string?> Nothing = [];

    private static string Key(Motive motive, MotiveText text) => TextFold.Fold((motive.ChosenBy == TextChoice.Product ? text.Code : text.Label)?.Trim() ?? "");

    private static IEnumerable<Refusal> Naming<T>(T entry, IReadOnlyList<T> beside, string place) where T : CatalogueEntry
    {
        if (TextRules.Check(entry.Label, $"{place}.label", LabelMax) is { } label)
            yield return label.Code == "required" ? label with { Code = "guide.label_missing" } : label;
        else if (beside.Any(other => !ReferenceEquals(other, entry) && TextFold.Fold(other.Label.Trim()) == TextFold.Fold(entry.Label.Trim())))
            yield return new("guide.label_twice", $"{place}.label");
        else if (entry.Code.Length > 0 && beside.Any(other => !ReferenceEquals(other, entry) && TextFold.Fold(other.Code) == TextFold.Fold(entry.Code)))
            yield return new("guide.code_twice", $"{place}.label");
        if (TextRules.Check(entry.Code, $"{place}.label", CodeMax, required: false) is { } code)
            yield return code;
        if (TextRules.Check(entry.Help, $"{place}.help", HelpMax, required: false) is { } help)
            yield return help;
    }

    private static HashSet<string> Taken(IEnumerable<CatalogueEntry> entries) => [.. entries.Select(e => TextFold.Fold(e.Code)).Where(code => code.Length > 0)];

    private static T Named<T>(T entry, HashSet<string> taken) where T : CatalogueEntry =>
        entry with { Code = entry.Code.Length > 0 ? entry.Code : GuideCode.Of(entry.Label, taken), Label = entry.Label.Trim() };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Where two have one code (a draft that is not right yet) the first one stands for both.
    private Dictionary<string, (string Label, string Said, string Content)> ByPath()
    {
        var found = new Dictionary<string, (string, string, string)>();
        foreach (var state in States)
        {
            found.TryAdd($"/{state.Code}", (state.Label, state.Label, Data.Json.Write(state with { Motives = [], Label = "" })));
            foreach (var motive in state.Motives)
                found.TryAdd($"/{state.Code}/{motive.Code}", (motive.Label, $"{state.Label} › {motive.Label}", Data.Json.Write(motive with { Label = "", Note = Blank(motive.Note) })));
        }
        return found;
    }

    private static string At(string above, int index) => string.Create(CultureInfo.InvariantCulture, $"{above}.{index}");
}
