using System.Linq.Expressions;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Filters;

/// <summary>A column that a filter, a sort or a grid may name; it knows how it is compared and ordered (docs/rules.md, "Filters").</summary>
public abstract record CaseField(string Source, string Name, FieldType Type)
{
    public const string Management = "management";

    /// <summary>Of a management field: what its translated label is found by.</summary>
    public string? Code { get; init; }

    /// <summary>What an address calls it: short, and the same whatever the campaign names it.</summary>
    public string Token { get; init; } = "";

    /// <summary>The campaign keeps an index for it.</summary>
    public bool Indexed { get; init; }

    /// <summary>What a choice can be; empty where anything can.</summary>
    public IReadOnlyList<CatalogueEntry> Choices { get; init; } = [];

    /// <summary>Comparing or ordering by it needs the branches and regions, or the people.</summary>
    internal virtual bool NeedsPlaces => false;

    internal virtual bool NeedsPeople => false;

    /// <summary>The test depends on the moment it is asked.</summary>
    internal virtual bool DependsOnNow => false;

    /// <summary>What cases are counted by when a builder offers the field's values; null where it offers none.</summary>
    internal virtual Expression? GroupKey(FilterContext context) => null;

    internal abstract Reading ReadValue(JsonElement value, FilterContext context);

    /// <param name="holds">False asks for the exact complement.</param>
    internal abstract Expression Test(Comparison how, Operand with, bool holds, FilterContext context);

    /// <summary>What the field is ordered by; a missing value comes before all others.</summary>
    internal abstract IReadOnlyList<SortKey> SortKeys(FilterContext context);
}

/// <summary>One term of an order. A cursor stores <see cref="Stored"/>, from which <see cref="Restore"/> makes the key again.</summary>
internal sealed record SortKey(Expression Key)
{
    public Expression Stored { get; init; } = Key;
    public Func<object, object> Restore { get; init; } = stored => stored;
}
