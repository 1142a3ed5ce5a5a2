using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Reports;

/// <summary>A frozen week as one person may see it, with the names behind its ids (docs/rules.md, "Weekly report").</summary>
/// <param name="IsWhole">The reader sees all branches.</param>
public sealed record WeeklyView(string Id, Campaign Campaign, WeeklyFigures Figures, bool IsWhole, DateTime MadeAt, long RulesVersion, int ToldTo, IReadOnlyDictionary<int, string> Branches, IReadOnlyDictionary<int, string> BranchCodes, IReadOnlyDictionary<int, string> People);

/// <summary>One line of the history of weekly reports (docs/rules.md, "Weekly report").</summary>
public sealed record WeeklyLine(string Id, DateOnly Week, DateTime FrozenAt);

/// <summary>Weekly reports: whole for those who see every branch, of their own branches for supervisors, for nobody else (docs/rules.md, "Weekly report").</summary>
public sealed class WeeklyReportQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public static bool IsFor(Actor actor) => actor.Role is Role.RegionalSupervisor or Role.ExperienceAnalyst or Role.Administrator;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<WeeklyLine>> ListAsync(int campaignId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!IsFor(actor) || !actor.SeesCampaign(campaignId) || !await db.IsCurrentAsync(actor, ct))
            return [];
        return await db.WeeklyReports.AsNoTracking().Where(r => r.CampaignId == campaignId).OrderByDescending(r => r.Week).Take(104).Select(r => new WeeklyLine(r.Id, r.Week, r.FrozenAt)).ToListAsync(ct);
    }

    public Task<WeeklyView?> FindAsync(string id, Actor actor, CancellationToken ct) => ReadAsync(reports => reports.Where(r => r.Id == id), actor, ct);

    public Task<WeeklyView?> OfWeekAsync(int campaignId, DateOnly week, Actor actor, CancellationToken ct) => ReadAsync(reports => reports.Where(r => r.CampaignId == campaignId && r.Week == week), actor, ct);

    private async Task<WeeklyView?> ReadAsync(Func<IQueryable<WeeklyReport>, IQueryable<WeeklyReport>> which, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!IsFor(actor) || !await db.IsCurrentAsync(actor, ct) || await which(db.WeeklyReports.AsNoTracking()).SingleOrDefaultAsync(ct) is not { } report || !actor.SeesCampaign(report.CampaignId))
            return null;
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == report.CampaignId, ct);
        var figures = Json.Read<WeeklyFigures>(report.Figures).Of(actor.Reaches);
        var branches = await db.Branches.AsNoTracking().Select(b => new { b.Id, b.Name, b.Code }).ToListAsync(ct);
        var people = figures.Late.Select(l => l.ResponsibleId).OfType<int>().Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Users.AsNoTracking().Where(u => EF.Parameter(people).Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return new(report.Id, campaign, figures, !actor.IsBoundToBranches, report.MadeAt, report.RulesVersion, report.ToldTo, branches.ToDictionary(b => b.Id, b => b.Name), branches.ToDictionary(b => b.Id, b => b.Code), names);
    }
}
