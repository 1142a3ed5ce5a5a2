using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>What the contract's case carries beside its row: attempts of the local day, who it is shared with, and the values that are numbers.</summary>
public sealed record CaseFacts(int AttemptsToday, IReadOnlyList<(int Id, string Name)> SharedWith, IReadOnlyDictionary<string, double> Numbers)
{
    public static readonly CaseFacts None = new(0, [], new Dictionary<string, double>());
}

/// <summary>Facts of many cases in three statements, however many cases they are.</summary>
public sealed class CaseFactQueries(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, TimeProvider clock)
{
    /// <summary>A local day is over everywhere after this time.</summary>
    private static readonly TimeSpan AnyDay = TimeSpan.FromHours(48);

    /// <summary>One case with all its facts in one statement: what every change of a case is answered with. Null where it is not visible.</summary>
    public async Task<(CaseRow Row, Campaign Campaign, CaseFacts Facts)?> FindAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var since = clock.GetUtcNow().UtcDateTime - AnyDay;
        Expression<Func<Case, Campaign, CaseRow, Stored>> whole = (c, k, row) => new()
        {
            Row = row,
            CampaignVersion = k.Version,
            Attempts = c.Attempts.Where(a => a.At >= since).Select(a => a.At).ToList(),
            Shares = c.Shares.Where(s => s.Area == null).Join(db.Users, s => s.UserId, u => u.Id, (s, u) => new Share(u.Id, u.Name)).ToList(),
        };
        var body = new Rename(whole.Parameters[2], CaseRow.Of(whole.Parameters[0], withNumbers: true)).Visit(whole.Body)!;
        var shape = Expression.Lambda<Func<Case, Campaign, Stored>>(body, whole.Parameters[0], whole.Parameters[1]);
        if (await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id).Join(db.Campaigns, c => c.CampaignId, k => k.Id, shape).AsSingleQuery().SingleOrDefaultAsync(ct) is not { } found)
            return null;
        var campaign = await campaigns.OfAsync(db, found.Row.CampaignId, found.CampaignVersion, ct);
        return (found.Row, campaign, Facts(campaign, found.Attempts, found.Shares, found.Row));
    }

    /// <summary>What a change left behind, for whoever made it; names of those it is shared with are the only thing to be looked up.</summary>
    public async Task<(CaseRow Row, Campaign Campaign, CaseFacts Facts)?> OfAsync(CaseDone done, Actor actor, CancellationToken ct)
    {
        if (done.By.Id != actor.Id)
            return null;
        var ids = done.Case.Shares.Where(s => s.Area is null).Select(s => s.UserId).ToList();
        List<Share> shares = [];
        if (ids.Count > 0)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            shares = await db.Users.Where(u => EF.Parameter(ids).Contains(u.Id)).Select(u => new Share(u.Id, u.Name)).ToListAsync(ct);
        }
        var row = CaseRow.Of(done.Case);
        return (row, done.Campaign, Facts(done.Campaign, done.Case.Attempts.Select(a => a.At), shares, row));
    }

    private CaseFacts Facts(Campaign campaign, IEnumerable<DateTime> attempts, IEnumerable<Share> shares, CaseRow row)
    {
        var time = CampaignTime.Of(campaign, clock);
        var today = time.StartOf(time.Today);
        return new(attempts.Count(at => at >= today), [.. shares.OrderBy(s => s.Name).Select(s => (s.Id, s.Name))], CaseFields.ReadNumbers(row.Numbers!));
    }

    private sealed record Share(int Id, string Name);

    private sealed class Stored
    {
        public required CaseRow Row { get; init; }
        public required long CampaignVersion { get; init; }
        public required List<DateTime> Attempts { get; init; }
        public required List<Share> Shares { get; init; }
    }

    public async Task<IReadOnlyDictionary<long, CaseFacts>> ReadAsync(IReadOnlyCollection<long> ids, Campaign campaign, Actor actor, CancellationToken ct)
    {
        var time = CampaignTime.Of(campaign, clock);
        var today = time.StartOf(time.Today);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var numbers = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, c.Numbers }).ToListAsync(ct);
        var visible = numbers.Select(c => c.Id).ToList();
        var attempts = await db.Attempts.Where(a => EF.Parameter(visible).Contains(a.CaseId) && a.At >= today).GroupBy(a => a.CaseId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var shares = await db.CaseShares.Where(s => s.Area == null && EF.Parameter(visible).Contains(s.CaseId)).Join(db.Users, s => s.UserId, u => u.Id, (s, u) => new { s.CaseId, u.Id, u.Name }).OrderBy(s => s.Name).ToListAsync(ct);
        return numbers.ToDictionary(c => c.Id, c => new CaseFacts(attempts.GetValueOrDefault(c.Id), [.. shares.Where(s => s.CaseId == c.Id).Select(s => (s.Id, s.Name))], CaseFields.ReadNumbers(c.Numbers)));
    }
}
