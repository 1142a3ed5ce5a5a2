using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Requirements;

/// <summary>The areas of a requirements desk, as their page edits them (docs/rules.md, "Requirements").</summary>
public sealed record RequirementChange
{
    public const int MostDays = 120;

    /// <summary>An area without code is new.</summary>
    public IReadOnlyList<RequirementArea> Areas { get; init; } = [];

    /// <summary>Business days to answer in, by the code of the subject; those that are not named stay.</summary>
    public IReadOnlyDictionary<string, int?> SlaDays { get; init; } = new Dictionary<string, int?>();

    public static RequirementChange Of(RequirementCatalogue catalogue) => new() { Areas = catalogue.Areas, SlaDays = catalogue.Subjects.ToDictionary(s => s.Code, s => (int?)s.SlaDays) };

    /// <param name="people">Those of the ids that are somebody who works cases.</param>
    /// <param name="asked">Areas with open requirements: they cannot go.</param>
    public IEnumerable<Refusal> Check(RequirementCatalogue catalogue, IReadOnlySet<int> people, IReadOnlySet<string> asked)
    {
        foreach (var wrong in AreaRules.Check(Areas, catalogue.Areas, people, asked))
            yield return wrong;
        if (AreaRules.Gone(Areas, catalogue.Areas).Any(gone => !asked.Contains(gone.Code) && catalogue.Subjects.Any(s => s.Defaults.Responsible == gone.Code)))
            yield return new("requirement.area_default", "areas");
        foreach (var (subject, days) in SlaDays)
            if (catalogue.Subject(subject) is null)
                yield return new("unknown", $"slaDays.{subject}");
            else if (days is not { } given)
                yield return new("required", $"slaDays.{subject}");
            else if (given is < 1 or > MostDays)
                yield return new("campaign.number_range", $"slaDays.{subject}", 1, MostDays);
    }

    /// <summary>Only after nothing was found wrong; new areas get their codes.</summary>
    public RequirementCatalogue In(RequirementCatalogue catalogue)
    {
        var taken = catalogue.Areas.Select(a => a.Code).ToHashSet();
        return catalogue with
        {
            Subjects = [.. catalogue.Subjects.Select(s => SlaDays.TryGetValue(s.Code, out var days) ? s with { SlaDays = days!.Value } : s)],
            Areas = [.. Areas.Select(a => a with { Label = a.Label.Trim(), Code = a.Code.Length > 0 ? a.Code : GuideCode.Of(a.Label, taken), People = [.. a.People.Distinct().Order()] })],
        };
    }
}
