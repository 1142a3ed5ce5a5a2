using Microsoft.EntityFrameworkCore;
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

    [Theory, OnEveryDatabase]
    public async Task The_totals_that_the_database_keeps_are_those_of_the_rows_after_every_kind_of_change(DatabaseKind kind)
    {
        await using var table = await TableAsync(kind);
        var (database, far) = (table.Database, table.Organisation.Branches[Organisation.Far].Id);
        Action<IQueryable<Case>>[] changes =
        [
            cases => cases.Where(c => c.Id < 4).ExecuteUpdate(set => set.SetProperty(c => c.Status, CaseStatus.FollowUp)),
            cases => cases.Where(c => c.Id % 2 == 0).ExecuteUpdate(set => set.SetProperty(c => c.BranchId, far)),
            cases => cases.Where(c => c.Id > 6).ExecuteUpdate(set => set.SetProperty(c => c.IsAlert, true)),
            cases => cases.Where(c => c.Id == 2 || c.Id == 8).ExecuteUpdate(set => set.SetProperty(c => c.IsRemoved, true)),
            cases => cases.Where(c => c.Id < 9).ExecuteUpdate(set => set.SetProperty(c => c.Status, CaseStatus.Started).SetProperty(c => c.IsAlert, false)),
            cases => cases.Where(c => c.Id == 8).ExecuteUpdate(set => set.SetProperty(c => c.IsRemoved, false)),
            cases => cases.ExecuteUpdate(set => set.SetProperty(c => c.CampaignId, table.Organisation.Campaign.Id)),
            cases => cases.ExecuteUpdate(set => set.SetProperty(c => c.CampaignId, table.Campaign.Id)),
        ];
        foreach (var change in changes)
        {
            await using (var db = await database.Contexts.CreateDbContextAsync())
                await database.Log.CommitAsync(db, CancellationToken.None, save => change(save.Cases));
            var (kept, counted) = await database.ReadAsync(async db => (
                await db.CaseTotals.Where(t => t.Count != 0).Select(t => $"{t.CampaignId} {t.BranchId} {t.IsAlert} {t.Status} {t.Count}").ToListAsync(),
                (await db.Cases.Where(c => !c.IsRemoved).ToListAsync()).GroupBy(c => (c.CampaignId, c.BranchId, c.IsAlert, c.Status)).Select(g => $"{g.Key.CampaignId} {g.Key.BranchId} {g.Key.IsAlert} {g.Key.Status} {g.Count()}").ToList()));
            Assert.Equal(counted.Order(), kept.Order());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task The_total_of_a_whole_list_counts_no_rows_and_holds_what_is_shared_from_elsewhere(DatabaseKind kind)
    {
        await using var table = await TableAsync(kind);
        var head = await table.Organisation.PersonAsync(Role.BranchHead);
        var shares = await table.Database.ReadAsync(db => db.Cases.Where(c => c.Id <= 3).Select(c => c.Id).ToListAsync());      // one of each branch, so one that is in reach anyway
        await table.Database.CommitAsync(db => db.CaseShares.AddRange(shares.Select(id => new CaseShare { CaseId = id, UserId = head.Id })));
        foreach (var actor in new[] { table.Analyst, await table.Database.ActorAsync(head), await table.Organisation.ActorAsync(Role.RegionalSupervisor), await table.Organisation.ActorAsync(Role.Agent), await table.Organisation.ActorAsync(Role.BackOffice) })
        {
            var visible = await table.Database.ReadAsync(db => db.Cases.VisibleTo(actor).Where(c => c.CampaignId == table.Campaign.Id).ToListAsync());
            using var log = new StatementLog(table.Database.Connection);
            Assert.Equal(visible.Count, await table.Queries.CountAsync(new(table.Campaign.Id), actor, CancellationToken.None));
            Assert.Equal(visible.Count, (await table.Queries.LegendAsync(new(table.Campaign.Id), actor, CancellationToken.None)).Cases.Values.Sum());
            Assert.DoesNotContain(log.Statements, s => s.Contains("FROM \"Cases\"", StringComparison.Ordinal) && !s.Contains("\"CaseShares\"", StringComparison.Ordinal));
        }
    }

    /// <summary>Nine records, three of each branch.</summary>
    private static Task<FilterTable> TableAsync(DatabaseKind kind)
    {
        string[] places = [Organisation.Home, Organisation.Sister, Organisation.Far];
        return FilterTable.CreateAsync(kind, RandomTable.Columns, Enumerable.Range(1, 9).Select(i => ($"k{i:D3}", (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["texto"] = $"k{i:D3}" })), branch: i => places[i % 3]);
    }
}
