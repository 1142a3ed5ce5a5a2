using System.Text.RegularExpressions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Web.Cases;

/// <summary>One term of the order that an address asks for, by the field's token.</summary>
public sealed partial record GridSort(string Token, bool Descending)
{
    /// <summary>The order as an address says it: <c>-due,b3</c>. What is no order is null.</summary>
    public static string? Checked(string? text) => text is not null && Shape().IsMatch(text) ? text : null;

    public static IReadOnlyList<GridSort> Read(string? text) => text is null ? [] : [.. text.Split(',').Select(t => new GridSort(t.TrimStart('-'), t[0] == '-')).DistinctBy(t => t.Token)];

    public static string? Write(IEnumerable<GridSort> sorts) => string.Join(',', sorts.Take(CaseQuery.MaxSorts).Select(s => (s.Descending ? "-" : "") + s.Token)) is { Length: > 0 } text ? text : null;

    /// <summary>A column's place in the order, from 0; -1 where it has none.</summary>
    public static int PlaceOf(IReadOnlyList<GridSort> sorts, string token) => sorts.Index().FirstOrDefault(s => s.Item.Token == token, (-1, null!)).Index;

    /// <summary>What the address asks for, else what the filter brings along; empty where neither says.</summary>
    public static IReadOnlyList<GridSort> Asked(GridAddress address, GridFilter filter, FieldCatalog catalogue)
    {
        List<GridSort> sorts = [.. Read(address.Sort).Where(s => catalogue.OfToken(s.Token) is not null)];
        return sorts.Count > 0 ? sorts : [.. filter.Sorts.Select(s => (Field: catalogue.FindForSort(s.Source, s.Field), s.Descending)).Where(s => s.Field is not null).Select(s => new GridSort(s.Field!.Token, s.Descending))];
    }

    /// <summary>The same as a query takes it.</summary>
    public static IReadOnlyList<CaseSort> Of(IEnumerable<GridSort> sorts, FieldCatalog catalogue) =>
        [.. sorts.Select(s => (Field: catalogue.OfToken(s.Token)!, s.Descending)).Select(s => new CaseSort(s.Field.Source, s.Field.Name, s.Descending))];

    /// <summary>A click: this column alone, turned round if it was alone already.</summary>
    public static IReadOnlyList<GridSort> Only(IReadOnlyList<GridSort> now, string token) => [new(token, now.FirstOrDefault(s => s.Token == token) is { Descending: false })];

    /// <summary>A click with Shift: after those that are there; ascending, then descending, then no longer.</summary>
    public static IReadOnlyList<GridSort> Also(IReadOnlyList<GridSort> now, string token) => now.FirstOrDefault(s => s.Token == token) switch
    {
        null when now.Count == CaseQuery.MaxSorts => now,
        null => [.. now, new(token, false)],
        { Descending: false } => [.. now.Select(s => s.Token == token ? s with { Descending = true } : s)],
        _ when now.Count == 1 => [new(token, false)],
        _ => Without(now, token),
    };

    public static IReadOnlyList<GridSort> Without(IReadOnlyList<GridSort> now, string token) => [.. now.Where(s => s.Token != token)];

    [GeneratedRegex(@"^-?[a-z0-9_]{1,24}(,-?[a-z0-9_]{1,24}){0,4}$")]
    private static partial Regex Shape();
}
