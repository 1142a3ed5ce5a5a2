using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>A filter as its reader may know it. <see cref="Tree"/> is null where what is stored cannot be used; then <see cref="Problems"/> says where and why.</summary>
public sealed record SavedFilterView(string Id, string? Name, FilterNode? Tree, IReadOnlyList<Refusal> Problems, int OwnerId, string Owner)
{
    public IReadOnlyList<FilterSort>? Sort { get; init; }
    public IReadOnlyList<FilterColumn>? Columns { get; init; }
    public IReadOnlyList<FilterShare> SharedWith { get; init; } = [];
    public bool IsOwn { get; init; }

    /// <summary>The reader's grid opens with it.</summary>
    public bool IsDefault { get; init; }
    public long Version { get; init; }
}

/// <summary>The unfinished filter of a person, and when it was kept.</summary>
public sealed record KeptFilterDraft(string Content, DateTime SavedAt);
