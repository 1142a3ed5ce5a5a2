using System.Text.Json;

namespace OpsConsole.Domain.Filters;

/// <summary>Whom a filter is shared with: a role's or a branch's code, never both.</summary>
public sealed record FilterShare(string? Role = null, string? Branch = null);

/// <summary>A column that a filter brings along, with the name its owner gave it.</summary>
public sealed record FilterColumn(string Source, string Field, string? Alias = null);

/// <summary>A term of the order that a filter brings along.</summary>
public sealed record FilterSort(string? Source, string? Field, bool Desc = false);

/// <summary>What is said of a filter when it is saved; nothing of it is trusted.</summary>
public sealed record SavedFilterForm(string? Name, JsonElement Filter)
{
    public IReadOnlyList<FilterSort?>? Sort { get; init; }
    public IReadOnlyList<FilterColumn?>? Columns { get; init; }
    public IReadOnlyList<FilterShare?> SharedWith { get; init; } = [];

    /// <summary>Null leaves the caller's choice as it is.</summary>
    public bool? IsDefault { get; init; }
}
