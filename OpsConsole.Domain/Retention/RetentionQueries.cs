using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Retention;

/// <summary>Counts how withdrawal requests came out, under the reader's scope (docs/rules.md, "Retention figures").</summary>
public sealed class RetentionQueries(IDbContextFactory<OpsDbContext> contexts, CaseCounts shared, TimeProvider clock)
{
    /// <param name="since">The log number that the figures must have seen; windows that heard of the same state share them. Null: as the database has it now.</param>
    public async Task<RetentionFigures> ReadAsync(Campaign campaign, RetentionPeriod period, Actor actor, CancellationToken ct, long? since = null) => since is { } sequence
        ? await shared.GetAsync(sequence, $"retention|{campaign.Id}.{campaign.Version}|{actor.ScopeKey}|{period}", () => MakeAsync(campaign, period, actor, CancellationToken.None), ct)
        : await MakeAsync(campaign, period, actor, ct);

    /// <summary>Today and this week of the retention campaigns that the reader sees, narrowed as the board is; one statement for all of them, shared by all who see the same.</summary>
    public async Task<IReadOnlyList<RetentionCard>> BoardAsync(BoardScope scope, Actor actor, CancellationToken ct, long? since = null) => since is { } sequence
        ? await shared.GetAsync(sequence, $"retention-board|{actor.ScopeKey}|{scope}|{clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute}", () => CardsAsync(scope, actor, CancellationToken.None), ct)
        : await CardsAsync(scope, actor, ct);

    // On a thread of the pool, since SQLite's provider blocks.
    private Task<RetentionFigures> MakeAsync(Campaign campaign, RetentionPeriod period, Actor actor, CancellationToken ct) => Task.Run(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.StopsWhenCancelled = true;
        var tally = new RetentionTally(new(campaign.Settings.Retention, Earlier()));
        var (id, from, to) = (campaign.Id, period.From, period.To);
        var disposed = Disposed(db, actor).Where(c => c.CampaignId == id && c.DisposedOn >= from && c.DisposedOn <= to);
        await foreach (var group in Groups(disposed).AsAsyncEnumerable().WithCancellation(ct))
            tally.Add(group);
        List<int> people = [.. tally.People];
        var known = people.Count == 0 ? [] : await db.Users.AsNoTracking().Where(u => EF.Parameter(people).Contains(u.Id)).Select(u => new { u.Id, u.Name, u.Email }).ToDictionaryAsync(u => u.Id, u => (u.Name, u.Email), ct);
        return tally.Figures(period, !actor.IsBoundToBranches, known);
    }, ct);

    private Task<IReadOnlyList<RetentionCard>> CardsAsync(BoardScope scope, Actor actor, CancellationToken ct) => Task.Run(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.StopsWhenCancelled = true;
        var campaigns = await db.Campaigns.AsNoTracking().VisibleTo(actor).Where(c => c.Kind == CampaignKind.Retention && (scope.CampaignId == null || c.Id == scope.CampaignId)).OrderBy(c => c.Name).ToListAsync(ct);
        if (campaigns.Count == 0)
            return (IReadOnlyList<RetentionCard>)[];
        var cards = campaigns.ToDictionary(c => c.Id, c =>
        {
            var today = CampaignTime.Of(c, clock).Today;
            return (Card: new RetentionCard(c.Id, c.Code, c.Name, FilterDates.StartOfWeek(today), today, default, default), Codes: new DispositionCodes(c.Settings.Retention, Earlier()));
        });
        var (ids, first) = (campaigns.ConvertAll(c => c.Id), cards.Values.Min(c => c.Card.Monday));      // midnight is not everywhere at once
        var disposed = Disposed(db, actor).Where(c => EF.Parameter(ids).Contains(c.CampaignId) && c.DisposedOn >= first);
        if (scope.RegionId is { } region)
            disposed = disposed.Where(c => c.Branch!.RegionId == region);
        var groups = await disposed.GroupBy(c => new { c.CampaignId, Path = c.DispositionPath!, Day = c.DisposedOn!.Value })
            .Select(g => new { g.Key.CampaignId, g.Key.Path, g.Key.Day, Cases = g.Count(), Open = g.Count(c => c.IsOpen), Benefits = g.Count(c => c.DiscountPoints != null), Points = g.Sum(c => (long)(c.DiscountPoints ?? 0)) }).ToListAsync(ct);
        foreach (var group in groups)
        {
            ref var found = ref CollectionsMarshal.GetValueRefOrNullRef(cards, group.CampaignId);
            var card = found.Card;
            if (group.Day < card.Monday || group.Day > card.Day)
                continue;
            var count = RetentionCount.Of(found.Codes.Find(group.Path).Result, group.Cases, group.Open, group.Benefits, 0, group.Points);
            found.Card = card with { Week = card.Week + count, Today = group.Day == card.Day ? card.Today + count : card.Today };
        }
        return [.. campaigns.Select(c => cards[c.Id].Card)];
    }, ct);

    /// <summary>Standing dispositions; what was merged into another case or taken back counts nowhere.</summary>
    private static IQueryable<Case> Disposed(OpsDbContext db, Actor actor) =>
        db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.MergedIntoId == null && c.DisposedOn != null && c.DispositionPath != null);

    private static IQueryable<DisposedGroup> Groups(IQueryable<Case> disposed) => disposed
        .GroupBy(c => new { Path = c.DispositionPath!, By = c.DisposedById ?? 0, c.Type, Day = c.DisposedOn!.Value })
        .Select(g => new DisposedGroup(g.Key.Path, g.Key.By, g.Key.Type, g.Key.Day, g.Count(), g.Count(c => c.IsOpen), g.Count(c => c.DiscountPoints != null),
            g.Sum(c => c.DiscountPoints == null ? 0 : CaseJson.Number(c.Numbers, CaseFields.BenefitMonths, false)), g.Sum(c => (long)(c.DiscountPoints ?? 0))));

    /// <summary>What a campaign starts from: the oldest catalogue of all.</summary>
    private static IReadOnlyList<MotiveCatalogue> Earlier() => [Standard.Value];

    private static readonly Lazy<MotiveCatalogue> Standard = new(() => CampaignTemplate.Create(CampaignKind.Retention, "standard", "standard", DateTime.UnixEpoch).Settings.Retention);
}
