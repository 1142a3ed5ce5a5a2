using System.Globalization;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Whom a desk asks, and who answers for them (docs/rules.md, "Escalations" and "Requirements").</summary>
public interface IArea
{
    /// <summary>Empty: it is new.</summary>
    string Code { get; }

    string Label { get; }

    /// <summary>Ids of users.</summary>
    IReadOnlyList<int> People { get; }
}

/// <summary>What a list of areas has to be, whatever kind of desk asks them (docs/rules.md, "Escalations" and "Requirements").</summary>
public static class AreaRules
{
    public const int Most = 40, LabelMax = 80, MostPeople = 100;

    /// <param name="before">The areas as they are.</param>
    /// <param name="people">Those of the ids that are somebody who works cases.</param>
    /// <param name="asked">Areas from which an answer is awaited: they cannot go.</param>
    public static IEnumerable<Refusal> Check(IReadOnlyList<IArea> areas, IReadOnlyList<IArea> before, IReadOnlySet<int> people, IReadOnlySet<string> asked)
    {
        if (areas.Count > Most)
            yield return new("guide.too_many", "areas", areas.Count, Most);
        for (var i = 0; i < areas.Count; i++)
        {
            var (area, place) = (areas[i], string.Create(CultureInfo.InvariantCulture, $"areas.{i}"));
            if (TextRules.Check(area.Label, $"{place}.label", LabelMax) is { } label)
                yield return label;
            else if (areas.Take(i).Any(other => TextFold.Fold(other.Label) == TextFold.Fold(area.Label)))
                yield return new("cell.area_twice", $"{place}.label");
            if (area.People.Count > MostPeople)
                yield return new("guide.too_many", $"{place}.people", area.People.Count, MostPeople);
            else if (area.People.Any(id => !people.Contains(id)))
                yield return new("unknown", $"{place}.people");
            if (area.Code.Length > 0 && before.All(known => known.Code != area.Code))
                yield return new("unknown", $"{place}.code");
        }
        if (Gone(areas, before).Any(area => asked.Contains(area.Code)))
            yield return new("cell.area_asked", "areas");
    }

    public static IEnumerable<IArea> Gone(IReadOnlyList<IArea> areas, IReadOnlyList<IArea> before) => before.Where(known => areas.All(kept => kept.Code != known.Code));

    /// <summary>Somebody joined or left an area that was there before.</summary>
    public static bool ChangesPeople(IReadOnlyList<IArea> before, IReadOnlyList<IArea> after) =>
        after.Any(area => before.FirstOrDefault(known => known.Code == area.Code) is { } was && !was.People.ToHashSet().SetEquals(area.People));
}
