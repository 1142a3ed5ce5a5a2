using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Guides;
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
        var (id, from, to) = (campaign.Id, period.From, period.To);
        var groups = Groups(Disposed(db, actor).Where(c => c.CampaignId == id && c.DisposedOn >= from && c.DisposedOn <= to));
        var codes = new DispositionCodes(campaign.Settings.Retention, []);
        var tally = await CountAsync(groups, codes, ct);
        if (codes.HasMissed)        // seldom: a catalogue that ran before knew it
            tally = await CountAsync(groups, new(campaign.Settings.Retention, await EarlierAsync(db, id, ct)), ct);
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
        var days = campaigns.ToDictionary(c => c.Id, c => CampaignTime.Of(c, clock).Today);
        var (ids, first) = (campaigns.ConvertAll(c => c.Id), FilterDates.StartOfWeek(days.Values.Min()));      // midnight is not everywhere at once
        var disposed = Disposed(db, actor).Where(c => EF.Parameter(ids).Contains(c.CampaignId) && c.DisposedOn >= first);
        if (scope.RegionId is { } region)
            disposed = disposed.Where(c => c.Branch!.RegionId == region);
        var groups = await disposed.GroupBy(c => new { c.CampaignId, Path = c.DispositionPath!, Day = c.DisposedOn!.Value })
            .Select(g => new { g.Key.CampaignId, g.Key.Path, g.Key.Day, Cases = g.Count(), Open = g.Count(c => c.IsOpen), Benefits = g.Count(c => c.DiscountPoints != null), Points = g.Sum(c => (long)(c.DiscountPoints ?? 0)) }).ToListAsync(ct);
        var cards = new List<RetentionCard>();
        foreach (var campaign in campaigns)
        {
            var (today, monday, own) = (days[campaign.Id], FilterDates.StartOfWeek(days[campaign.Id]), groups.FindAll(g => g.CampaignId == campaign.Id));
            var codes = new DispositionCodes(campaign.Settings.Retention, []);
            own.ForEach(g => codes.Find(g.Path));
            if (codes.HasMissed)
                codes = new(campaign.Settings.Retention, await EarlierAsync(db, campaign.Id, ct));
            RetentionCount Since(DateOnly day) => own.Where(g => g.Day >= day && g.Day <= today)
                .Aggregate(default(RetentionCount), (sum, g) => sum + RetentionCount.Of(codes.Find(g.Path).Result, g.Cases, g.Open, g.Benefits, 0, g.Points));
            cards.Add(new(campaign.Id, campaign.Code, campaign.Name, monday, today, Since(today), Since(monday)));
        }
        return cards;
    }, ct);

    /// <summary>Standing dispositions; what was merged into another case or taken back counts nowhere.</summary>
    private static IQueryable<Case> Disposed(OpsDbContext db, Actor actor) =>
        db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.MergedIntoId == null && c.DisposedOn != null && c.DispositionPath != null);

    private static IQueryable<DisposedGroup> Groups(IQueryable<Case> disposed) => disposed
        .GroupBy(c => new { Path = c.DispositionPath!, By = c.DisposedById ?? 0, c.Type, Day = c.DisposedOn!.Value })
        .Select(g => new DisposedGroup(g.Key.Path, g.Key.By, g.Key.Type, g.Key.Day, g.Count(), g.Count(c => c.IsOpen), g.Count(c => c.DiscountPoints != null),
            g.Sum(c => c.DiscountPoints == null ? 0 : CaseJson.Number(c.Numbers, CaseFields.BenefitMonths, false)), g.Sum(c => (long)(c.DiscountPoints ?? 0))));

    private static async Task<RetentionTally> CountAsync(IQueryable<DisposedGroup> groups, DispositionCodes codes, CancellationToken ct)
    {
        var tally = new RetentionTally(codes);
        await foreach (var group in groups.AsAsyncEnumerable().WithCancellation(ct))
            tally.Add(group);
        return tally;
    }

    /// <summary>The catalogues that were published, newest first, and after them what a campaign starts from.</summary>
    private static async Task<IReadOnlyList<MotiveCatalogue>> EarlierAsync(OpsDbContext db, int campaign, CancellationToken ct)
    {
        var published = await db.Guides.AsNoTracking().Where(g => g.CampaignId == campaign && g.Kind == GuideKind.Catalogue && g.Number != GuideVersion.Draft).OrderByDescending(g => g.Number).Select(g => g.Content).ToListAsync(ct);
        return [.. published.Select(content => Guide.Read(GuideKind.Catalogue, content)).OfType<CatalogueGuide>().Select(g => new MotiveCatalogue(g.ComplaintType, g.States)), Standard.Value];
    }

    private static readonly Lazy<MotiveCatalogue> Standard = new(() => CampaignTemplate.Create(CampaignKind.Retention, "standard", "standard", DateTime.UnixEpoch).Settings.Retention);
}
