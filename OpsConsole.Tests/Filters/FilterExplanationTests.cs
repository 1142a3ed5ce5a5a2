using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Filters;

/// <summary>"¿Por qué no sale?" and the values that a builder offers.</summary>
public sealed class FilterExplanationTests(ITestOutputHelper log)
{
    [Theory, OnEveryDatabase]
    public async Task Every_part_holds_or_fails_as_the_oracle_says_and_the_whole_as_the_list_does(DatabaseKind kind)
    {
        var maker = new RandomTable(Counts.Seeded(log));
        var (table, rows) = await maker.CreateAsync(kind, 60);
        await using var _ = table;
        var queries = table.Database.Get<FilterQueries>();
        for (var i = 0; i < Counts.Of(1_000); i++)
        {
            var (tree, row) = (maker.Tree(), maker.Pick(rows));
            var why = (await queries.ExplainAsync(new(table.Campaign.Id) { Filter = tree }, CaseNumber.Of(row.Case.Id), table.Analyst, default))!;
            foreach (var (path, part) in FilterExplanation.PartsOf(tree))
                Assert.True(FilterOracle.Holds(part, row) == why.Parts[path], $"{path} of {FilterJson.Write(tree)} for {row.Key}");
            Assert.Equal(why.IsShown, (await table.KeysAsync(tree)).Contains(row.Key));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_foreign_case_is_not_there_and_states_and_search_are_told_apart_from_the_filter(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (own, foreign) = (await organisation.AlertAsync(), await organisation.AlertAsync(Organisation.Far));
        var (queries, head) = (database.Get<FilterQueries>(), await organisation.ActorAsync(Role.BranchHead));
        var query = new CaseQuery(organisation.Campaign.Id);
        Assert.Null(await queries.ExplainAsync(query, foreign, head, default));
        Assert.Null(await queries.ExplainAsync(query, "nada", head, default));
        Assert.True((await queries.ExplainAsync(query, own, head, default))!.IsShown);
        Assert.False((await queries.ExplainAsync(query with { Statuses = [CaseStatus.Completed] }, own, head, default))!.States);
        Assert.False((await queries.ExplainAsync(query with { Search = "zzzzzz" }, own, head, default))!.Search);
    }

    [Theory, OnEveryDatabase]
    public async Task Fields_offer_the_values_that_one_may_see_with_their_counts(DatabaseKind kind)
    {
        string[] colours = ["Rojo", "Rojo", "Ámbar", "", "Rojo"];
        await using var table = await FilterTable.CreateAsync(kind, [("color", FieldType.Text), ("monto", FieldType.Number)],
            colours.Select((c, i) => ($"k{i}", (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["color"] = c })), branch: i => i == 2 ? Organisation.Far : Organisation.Home);
        var queries = table.Database.Get<FilterQueries>();
        async Task<IEnumerable<(string, int)>> Of(string source, string field, Actor? actor = null) => (await queries.ValuesAsync(table.Campaign.Id, source, field, actor ?? table.Analyst, default)).Select(v => (v.Value, v.Count));
        Assert.Equal([("Rojo", 3), ("Ámbar", 1)], await Of(SchemaField.Base, "color"));
        Assert.Equal([(Organisation.Home, 4), (Organisation.Far, 1)], await Of(CaseField.Management, FieldCatalog.Branch));
        Assert.Equal([("NORTH", 4), ("SOUTH", 1)], await Of(CaseField.Management, FieldCatalog.Region));
        var head = await table.Organisation.ActorAsync(Role.BranchHead);
        Assert.Equal([("Rojo", 3)], await Of(SchemaField.Base, "color", head));
        Assert.Equal([(Organisation.Home, 4)], await Of(CaseField.Management, FieldCatalog.Branch, head));
        await table.Database.Get<CaseDesk>().OpenAsync((await table.Queries.PageAsync(new(table.Campaign.Id), head, default)).Rows[0].Number, head, default);
        Assert.Equal([("Unmanaged", 4), ("Started", 1), ("FollowUp", 0), ("Shared", 0), ("Transferred", 0), ("Completed", 0)], await Of(CaseField.Management, FieldCatalog.State));
        Assert.Equal([("BranchHead.HOME", 1)], await Of(CaseField.Management, FieldCatalog.Responsible));
        Assert.Equal(5, (await Of(CaseField.Management, FieldCatalog.Sla)).Count());
        Assert.Equal([("low", 0), ("normal", 5), ("high", 0), ("urgent", 0)], await Of(CaseField.Management, "Prioridad"));
        Assert.Empty(await Of(SchemaField.Base, "monto"));
        await Assert.ThrowsAsync<RefusedException>(() => Of(SchemaField.Base, "nada"));
    }
}
