using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>A branch, region or person as conditions name it: by code or name, both folded; <paramref name="Exact"/> counts for equality only (an e-mail).</summary>
public sealed record Place(int Id, string Code, string? Name = null, string? Exact = null, int? RegionId = null)
{
    /// <summary>What text conditions compare with.</summary>
    public IReadOnlyList<string> Texts { get; } = Name is null || TextFold.Fold(Name) == TextFold.Fold(Code) ? [TextFold.Fold(Code)] : [TextFold.Fold(Code), TextFold.Fold(Name)];

    public string? ExactText { get; } = Exact is null ? null : TextFold.Fold(Exact);
}

/// <summary>The few branches, regions and people behind a query: conditions on them become lists of ids, so that complements are exact and indexes serve.</summary>
public sealed record Places(IReadOnlyList<Place> Branches, IReadOnlyList<Place> Regions, IReadOnlyList<Place> People, IReadOnlyList<Place> Campaigns)
{
    public static readonly Places None = new([], [], [], []);
}
