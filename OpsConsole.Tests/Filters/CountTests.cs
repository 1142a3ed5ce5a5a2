using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>Totals, the legend, and rows that are patched in place (decisions, "Totals", "Legend counts").</summary>
public sealed class CountTests
{
    private static readonly FilterNode AtHome = FilterTable.Where(FieldCatalog.Branch, "eq", Organisation.Home, CaseField.Management);

    [Theory, OnEveryDatabase]
    public async Task A_count_is_exact_at_once_after_a_change_and_made_once_for_all_who_ask(DatabaseKind kind)
    {
        await using var table = await TableAsync(kind);
        var head = await table.Organisation.ActorAsync(Role.BranchHead);
        var unmanaged = new CaseQuery(table.Campaign.Id) { Statuses = [CaseStatus.Unmanaged] };
        Assert.Equal(9, await table.Queries.CountAsync(unmanaged, table.Analyst, CancellationToken.None));
        await table.Database.Get<CaseDesk>().OpenAsync(CaseNumber.Of(1), head, CancellationToken.None);
        Assert.Equal(8, await table.Queries.CountAsync(unmanaged, table.Analyst, CancellationToken.None));
        using (var log = new StatementLog(table.Database.Connection))
        {
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => table.Queries.CountAsync(unmanaged, table.Analyst, CancellationToken.None))), count => Assert.Equal(8, count));
            Assert.DoesNotContain(log.Statements, s => s.Contains("COUNT(*)", StringComparison.OrdinalIgnoreCase));
        }
        Assert.Equal(2, await table.Queries.CountAsync(unmanaged, head, CancellationToken.None));
    }

    [Theory, OnEveryDatabase]
    public async Task The_legend_counts_every_state_under_filter_and_search_without_the_state_condition(DatabaseKind kind)
    {
        await using var table = await TableAsync(kind);
        await table.Database.Get<CaseDesk>().OpenAsync(CaseNumber.Of(1), await table.Organisation.ActorAsync(Role.BranchHead), CancellationToken.None);
        var state = FilterTable.Where(FieldCatalog.State, "eq", "Unmanaged", CaseField.Management);
        var query = new CaseQuery(table.Campaign.Id) { Filter = FilterTable.All(AtHome, state), Statuses = [CaseStatus.Completed] };
        var legend = await table.Queries.LegendAsync(query, table.Analyst, CancellationToken.None);
        Assert.Equal((1, 2, 0), (legend.Cases[CaseStatus.Started], legend.Cases[CaseStatus.Unmanaged], legend.Cases[CaseStatus.Completed]));
        Assert.Equal(6, legend.Cases.Count);
        Assert.Equal(0, legend.Alerts.Values.Sum());
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_that_no_longer_matches_says_so_and_one_out_of_reach_is_not_given(DatabaseKind kind)
    {
        await using var table = await TableAsync(kind);
        var head = await table.Organisation.ActorAsync(Role.BranchHead);
        await table.Database.Get<CaseDesk>().OpenAsync(CaseNumber.Of(1), head, CancellationToken.None);
        var query = new CaseQuery(table.Campaign.Id) { Filter = AtHome, Statuses = [CaseStatus.Unmanaged], Search = "k00" };
        var rows = await table.Queries.RowsAsync(query, [1, 2, 4], head, CancellationToken.None);
        Assert.Equal([(1L, false), (4L, true)], rows.OrderBy(r => r.Row.Id).Select(r => (r.Row.Id, r.Matches)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_page_takes_at_most_six_statements(DatabaseKind kind)
    {
        await using var table = await TableAsync(kind);
        var query = new CaseQuery(table.Campaign.Id)
        {
            Filter = FilterTable.All(AtHome, FilterTable.Where(FieldCatalog.Due, "empty", source: CaseField.Management), FilterTable.Where("texto", "in", new object[] { "x", new { param = "my_branch" } })),
            Search = "k00",
            Sorts = [new(null, FieldCatalog.Responsible)],
        };
        using var log = new StatementLog(table.Database.Connection);
        await table.Queries.PageAsync(query, table.Analyst, CancellationToken.None);
        Assert.InRange(log.Statements.Count, 1, 6);
    }

    /// <summary>Nine records, three of each branch.</summary>
    private static Task<FilterTable> TableAsync(DatabaseKind kind)
    {
        string[] places = [Organisation.Home, Organisation.Sister, Organisation.Far];
        return FilterTable.CreateAsync(kind, RandomTable.Columns, Enumerable.Range(1, 9).Select(i => ($"k{i:D3}", (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["texto"] = $"k{i:D3}" })), branch: i => places[i % 3]);
    }
}
