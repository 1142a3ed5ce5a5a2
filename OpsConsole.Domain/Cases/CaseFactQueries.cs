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
public sealed class CaseFactQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    /// <summary>One case with all its facts in four statements: what every change of a case is answered with. Null where it is not visible.</summary>
    public async Task<(CaseRow Row, Campaign Campaign, CaseFacts Facts)?> FindAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        if (await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id).Select(CaseRow.WithNumbers).SingleOrDefaultAsync(ct) is not { } row)
            return null;
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == row.CampaignId, ct);
        var time = CampaignTime.Of(campaign, clock);
        var today = time.StartOf(time.Today);
        var attempts = await db.Attempts.CountAsync(a => a.CaseId == id && a.At >= today, ct);
        var shares = await db.CaseShares.Where(s => s.CaseId == id).Join(db.Users, s => s.UserId, u => u.Id, (s, u) => new { u.Id, u.Name }).OrderBy(u => u.Name).ToListAsync(ct);
        return (row, campaign, new(attempts, [.. shares.Select(u => (u.Id, u.Name))], CaseFields.ReadNumbers(row.Numbers!)));
    }

    public async Task<IReadOnlyDictionary<long, CaseFacts>> ReadAsync(IReadOnlyCollection<long> ids, Campaign campaign, Actor actor, CancellationToken ct)
    {
        var time = CampaignTime.Of(campaign, clock);
        var today = time.StartOf(time.Today);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var numbers = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, c.Numbers }).ToListAsync(ct);
        var visible = numbers.Select(c => c.Id).ToList();
        var attempts = await db.Attempts.Where(a => EF.Parameter(visible).Contains(a.CaseId) && a.At >= today).GroupBy(a => a.CaseId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var shares = await db.CaseShares.Where(s => EF.Parameter(visible).Contains(s.CaseId)).Join(db.Users, s => s.UserId, u => u.Id, (s, u) => new { s.CaseId, u.Id, u.Name }).OrderBy(s => s.Name).ToListAsync(ct);
        return numbers.ToDictionary(c => c.Id, c => new CaseFacts(attempts.GetValueOrDefault(c.Id), [.. shares.Where(s => s.CaseId == c.Id).Select(s => (s.Id, s.Name))], CaseFields.ReadNumbers(c.Numbers)));
    }
}
