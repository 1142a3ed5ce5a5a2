using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Filters;

/// <summary>Random filters and orders against an oracle written from the contract.</summary>
public sealed class RandomFilterTests(ITestOutputHelper log)
{
    [Theory, OnEveryDatabase]
    public async Task A_filter_finds_what_its_words_say_and_its_complement_everything_else(DatabaseKind kind)
    {
        var maker = new RandomTable(Counts.Seeded(log));
        var (table, rows) = await maker.CreateAsync(kind, 80);
        await using var _ = table;
        for (var i = 0; i < Counts.Of(1_000); i++)
        {
            var tree = maker.Tree();
            var expected = rows.Where(r => FilterOracle.Holds(tree, r)).Select(r => r.Key).Order().ToList();
            var found = (await table.KeysAsync(tree)).Order().ToList();
            Assert.True(expected.SequenceEqual(found), $"{FilterJson.Write(tree)}: missing {string.Join(' ', expected.Except(found))}, too many {string.Join(' ', found.Except(expected))}");
            var others = await table.KeysAsync(new FilterGroup(Connector.None, [tree]));
            Assert.Equal(rows.Count, others.Count + found.Count);
            Assert.Empty(others.Intersect(found));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Every_condition_alone_agrees_with_the_oracle(DatabaseKind kind)
    {
        var maker = new RandomTable(Counts.Seeded(log));
        var (table, rows) = await maker.CreateAsync(kind, 60);
        await using var _ = table;
        for (var i = 0; i < Counts.Of(1_500); i++)
        {
            var condition = maker.Condition();
            var expected = rows.Where(r => FilterOracle.Holds(condition, r)).Select(r => r.Key).Order().ToList();
            var found = (await table.KeysAsync(condition)).Order().ToList();
            Assert.True(expected.SequenceEqual(found), $"{FilterJson.Write(condition)}: missing {string.Join(' ', expected.Except(found))}, too many {string.Join(' ', found.Except(expected))}");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_forwards_and_backwards_are_the_whole_list_in_order_without_a_gap(DatabaseKind kind)
    {
        var maker = new RandomTable(Counts.Seeded(log));
        var (table, rows) = await maker.CreateAsync(kind, 40);
        await using var _ = table;
        var fields = FieldCatalog.Of(table.Campaign).Fields;
        for (var i = 0; i < Counts.Of(400); i++)
        {
            List<CaseSort> sorts = i == 0 ? [new(SchemaField.Base, "si", true), new(CaseField.Management, FieldCatalog.Number)] : [.. Enumerable.Range(0, i % 3).Select(_ => maker.Pick(fields)).Select((f, n) => new CaseSort(f.Source, f.Name, (i + n) % 2 == 0))];
            var query = new CaseQuery(table.Campaign.Id) { Sorts = sorts, Limit = 500 };
            var all = await KeysAsync(table, query);
            Assert.Equal(rows.Select(r => r.Key).Order(), all.Order());
            var order = string.Join(", ", sorts);
            Assert.True(all.SequenceEqual(await KeysAsync(table, query with { Limit = 7 })), $"forwards by {order}");
            Assert.True(all.SequenceEqual(await KeysBackwardsAsync(table, query with { Limit = 7 })), $"backwards by {order}");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Texts_are_ordered_folded_then_as_they_came_numbers_by_value_and_missing_ones_first(DatabaseKind kind)
    {
        var maker = new RandomTable(Counts.Seeded(log));
        var (table, rows) = await maker.CreateAsync(kind, 80);
        await using var _ = table;
        string? Texto(OracleRow row) => row.Values["texto"] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        var byText = rows.Order(Comparer<OracleRow>.Create((a, b) => (Texto(a), Texto(b)) switch
        {
            (null, null) => string.CompareOrdinal(a.Values["texto"] ?? "", b.Values["texto"] ?? "") is not 0 and var blank ? blank : a.Case.Id.CompareTo(b.Case.Id),
            (null, _) => -1,
            (_, null) => 1,
            ({ } x, { } y) => FilterOracle.Order(Prefix(FilterOracle.Fold(x)), Prefix(FilterOracle.Fold(y))) is not 0 and var folded ? folded
                : FilterOracle.Order(Prefix(x), Prefix(y)) is not 0 and var raw ? raw : a.Case.Id.CompareTo(b.Case.Id),
        })).Select(r => r.Key).ToList();
        Assert.Equal(byText, await table.KeysAsync(FilterNode.Everything, sorts: new CaseSort(SchemaField.Base, "texto")));
        byText.Reverse();
        Assert.Equal(byText, await table.KeysAsync(FilterNode.Everything, sorts: new CaseSort(SchemaField.Base, "texto", true)));
        var byNumber = rows.OrderBy(r => double.TryParse(r.Values["numero"], System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : double.NegativeInfinity).ThenBy(r => r.Case.Id).Select(r => r.Key);
        Assert.Equal(byNumber, await table.KeysAsync(FilterNode.Everything, sorts: new CaseSort(SchemaField.Base, "numero")));
        var byPerson = rows.OrderBy(r => r.Case.ResponsibleName ?? "").ThenBy(r => r.Case.Id).Select(r => r.Key);
        Assert.Equal(byPerson, await table.KeysAsync(FilterNode.Everything, sorts: new CaseSort(null, FieldCatalog.Responsible)));
        var byBranch = rows.OrderByDescending(r => r.Case.Branch, StringComparer.Ordinal).ThenByDescending(r => r.Case.Id).Select(r => r.Key);
        Assert.Equal(byBranch, await table.KeysAsync(FilterNode.Everything, sorts: new CaseSort(null, FieldCatalog.Branch, true)));
    }

    [Theory, OnEveryDatabase]
    public async Task Several_columns_order_one_after_the_other_also_where_values_are_missing_and_pages_keep_to_it(DatabaseKind kind)
    {
        var maker = new RandomTable(Counts.Seeded(log));
        var (table, rows) = await maker.CreateAsync(kind, 60);
        await using var _ = table;
        double Number(string? raw) => double.TryParse(raw, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : double.NegativeInfinity;
        (string? Source, string Field, Func<OracleRow, IComparable> Key)[] fields =
        [
            (SchemaField.Base, "numero", r => Number(r.Values["numero"])),
            (SchemaField.Base, "si", r => r.Values["si"] switch { "true" => 1, "false" => 0, _ => -1 }),
            (SchemaField.Base, "fecha", r => r.Values["fecha"] is { } at ? DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal) : DateTime.MinValue),
            (null, FieldCatalog.Branch, r => Array.IndexOf([Organisation.Far, Organisation.Home, Organisation.Sister], r.Case.Branch)),
            (null, FieldCatalog.Responsible, r => r.Case.ResponsibleName is null ? 0 : 1),
            (null, FieldCatalog.State, r => r.Case.Status),
        ];
        for (var i = 0; i < Counts.Of(300); i++)
        {
            var chosen = Enumerable.Range(0, 2 + (i % 4)).Select(_ => (Field: maker.Pick(fields), Descending: maker.Pick([true, false]))).DistinctBy(c => c.Field.Field).ToList();
            var ordered = rows.OrderBy(_ => 0);
            foreach (var (field, descending) in chosen)
                ordered = descending ? ordered.ThenByDescending(field.Key) : ordered.ThenBy(field.Key);
            var last = chosen[^1].Descending;
            List<string> expected = [.. (last ? ordered.ThenByDescending(r => r.Case.Id) : ordered.ThenBy(r => r.Case.Id)).Select(r => r.Key)];
            var query = new CaseQuery(table.Campaign.Id) { Sorts = [.. chosen.Select(c => new CaseSort(c.Field.Source, c.Field.Field, c.Descending))], Limit = 7, WithNumbers = i % 2 == 0 };
            Assert.Equal(expected, await KeysAsync(table, query));
            Assert.Equal(expected, await KeysBackwardsAsync(table, query));
        }
    }

    private static string Prefix(string text) => string.Concat(text.EnumerateRunes().Take(256));

    private static async Task<List<string>> KeysAsync(FilterTable table, CaseQuery query)
    {
        var keys = new List<string>();
        for (CasePage? page = null; page is null || page.NextCursor is not null; keys.AddRange(page.Rows.Select(r => r.CustomerRef!)))
            page = await table.Queries.PageAsync(query with { Cursor = page?.NextCursor }, table.Analyst, CancellationToken.None);
        return keys;
    }

    private static async Task<List<string>> KeysBackwardsAsync(FilterTable table, CaseQuery query)
    {
        var keys = new List<string>();
        for (CasePage? page = null; page is null || page.PreviousCursor is not null; keys.InsertRange(0, page.Rows.Select(r => r.CustomerRef!)))
            page = await table.Queries.PageAsync(query with { Cursor = page?.PreviousCursor, Backwards = true }, table.Analyst, CancellationToken.None);
        return keys;
    }
}
