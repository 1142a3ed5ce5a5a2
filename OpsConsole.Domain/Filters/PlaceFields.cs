using System.Linq.Expressions;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Filters;

/// <summary>What a place field is about.</summary>
internal enum PlaceKind
{
    Branch,
    Region,
    Person,
}

/// <summary>Branch, region or a person: the condition is decided over the few places in memory and becomes a list of ids.</summary>
/// <param name="Person">The column that holds the person: the responsible's unless another is named.</param>
internal sealed record PlaceField(string Source, string Name, PlaceKind Kind, string Person = nameof(Case.ResponsibleId)) : CaseField(Source, Name, FieldType.Text)
{
    internal override bool NeedsPlaces => true;

    internal override bool NeedsPeople => Kind == PlaceKind.Person;

    internal override Expression? GroupKey(FilterContext context) =>
        Kind == PlaceKind.Person ? Expression.Coalesce(Terms.Column(Column), Expression.Constant(0)) : Terms.Column(Column);

    private string Column => Kind == PlaceKind.Person ? Person : nameof(Case.BranchId);

    internal override Reading ReadValue(JsonElement value, FilterContext context)
    {
        OperandReader.IsParameter(value, out var name);
        IEnumerable<int>? ids = (Kind, name) switch
        {
            (PlaceKind.Person, "me") => [context.Actor.Id],
            (PlaceKind.Branch, "my_branch") => context.Actor.BranchIds,
            (PlaceKind.Region, "my_region") => TextField.MyRegions(context).Select(r => r.Id),
            _ => null,
        };
        return ids is null ? TextField.ReadText(value, context) : new Operand { Ids = [.. ids] };
    }

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context)
    {
        if (how == Comparison.Empty)
            return Kind == PlaceKind.Person ? Terms.Equal(Terms.Column(Column), Expression.Constant(null, typeof(int?)), holds) : Terms.Constant(!holds);
        var found = All(context).Where(p => Matches(p, how, with)).Select(p => p.Id).ToHashSet();
        if (Kind == PlaceKind.Region)
            found = [.. context.Places.Branches.Where(b => found.Contains(b.RegionId!.Value)).Select(b => b.Id)];
        if (found.Count == 0)
            return Terms.Constant(!holds);
        if (Kind != PlaceKind.Person)
            return found.Count == 1 ? Terms.Equal(Terms.Column(Column), QueryValues.Value(found.Single()), holds) : Terms.Is(holds, QueryValues.In(Terms.Column(Column), found));
        var nobody = Expression.Constant(null, typeof(int?));
        var among = found.Count == 1
            ? Terms.Equal(Terms.Column(Column), Expression.Convert(QueryValues.Value(found.Single()), typeof(int?)), holds)
            : Terms.Is(holds, QueryValues.In(Expression.Property(Terms.Column(Column), nameof(Nullable<int>.Value)), found));
        return Terms.All(holds, Terms.Equal(Terms.Column(Column), nobody, !holds), among);
    }

    /// <summary>By rank in the order of folded names: a parameter, as the names are.</summary>
    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context)
    {
        var ordered = All(context).OrderBy(p => p.Texts[0], StringComparer.Ordinal).ThenBy(p => p.Code, StringComparer.Ordinal).Select((p, i) => (p.Id, Rank: i + 1)).ToDictionary(p => p.Id, p => p.Rank);
        var ranked = Kind == PlaceKind.Region ? context.Places.Branches.ToDictionary(b => b.Id, b => ordered[b.RegionId!.Value]) : ordered;
        var ranks = new int[ranked.Keys.DefaultIfEmpty(0).Max() + 1];
        foreach (var (id, rank) in ranked)
            ranks[id] = rank;
        var column = Terms.Column(Column);
        var stored = Kind == PlaceKind.Person ? Expression.Coalesce(column, Expression.Constant(0)) : column;
        return [new(Expression.ArrayIndex(QueryValues.Value(ranks), stored)) { Stored = stored, Restore = id => (int)id >= 0 && (int)id < ranks.Length ? ranks[(int)id] : 0 }];
    }

    private IReadOnlyList<Place> All(FilterContext context) => Kind switch
    {
        PlaceKind.Branch => context.Places.Branches,
        PlaceKind.Region => context.Places.Regions,
        PlaceKind.Person => context.Places.People,
    };

    private static bool Matches(Place place, Comparison how, Operand with) =>
        with.Ids.Contains(place.Id) || place.Texts.Any(text => MemoryTests.Test(text, how, with.Texts))
        || (how is Comparison.Equal or Comparison.In && place.ExactText is { } exact && with.Texts.Contains(exact));
}

/// <summary>The comparisons of folded texts, as the databases do them: by code points.</summary>
internal static class MemoryTests
{
    public static bool Test(string text, Comparison how, IReadOnlyList<string> values)
    {
        int To(int value) => Order(text, values[value]);
        return how switch
        {
            Comparison.Equal or Comparison.In => values.Contains(text),
            Comparison.Contains => text.Contains(values[0], StringComparison.Ordinal),
            Comparison.Starts => text.StartsWith(values[0], StringComparison.Ordinal),
            Comparison.Ends => text.EndsWith(values[0], StringComparison.Ordinal),
            Comparison.Greater => To(0) > 0,
            Comparison.GreaterOrEqual => To(0) >= 0,
            Comparison.Less => To(0) < 0,
            Comparison.LessOrEqual => To(0) <= 0,
            Comparison.Between => To(0) >= 0 && To(1) <= 0,
            Comparison.Empty or Comparison.Today or Comparison.LastDays or Comparison.ThisWeek or Comparison.ThisMonth => throw new ArgumentOutOfRangeException(nameof(how)),
        };
    }

    private static int Order(string a, string b)
    {
        foreach (var (x, y) in a.EnumerateRunes().Zip(b.EnumerateRunes()))
            if (x != y)
                return x.CompareTo(y);
        return a.Length.CompareTo(b.Length);
    }
}

/// <summary>The number of a case: a text that is another way to write its id, so equality and order go by the id.</summary>
internal sealed record CaseNumberField(string Source, string Name) : CaseField(Source, Name, FieldType.Text)
{
    private static readonly Expression Decimal = Expression.Call(Expression.Add(Terms.Id, Expression.Constant(CaseNumber.Offset)), nameof(long.ToString), null);

    internal override Reading ReadValue(JsonElement value, FilterContext context) => OperandReader.Text(value);

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context) => how switch
    {
        Comparison.Empty => Terms.Constant(!holds),
        Comparison.Equal or Comparison.In when with.Texts.Count == 1 => Terms.Equal(Terms.Id, QueryValues.Value(CaseNumber.IdOf(with.Texts[0])), holds),
        Comparison.Equal or Comparison.In => Terms.Is(holds, QueryValues.In(Terms.Id, [.. with.Texts.Select(CaseNumber.IdOf)])),
        _ => TextTests.Test(Decimal, Decimal, how, with.Texts, holds),
    };

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [];
}
