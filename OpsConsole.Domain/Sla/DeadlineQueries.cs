using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Sla;

/// <summary>Why a case is due when it is (docs/rules.md, "Receipt").</summary>
/// <param name="DueAt">The deadline that is stored; it differs from the receipt's where a merge or an older policy set it. Null: it has none, and no receipt.</param>
public sealed record CaseDeadline(string Number, DateTime? DueAt, DeadlineReceipt? Receipt, TimeZoneInfo Zone, DateTime? CompletedAt, DateTime? PausedSince)
{
    public bool Agrees => DueAt == Receipt?.DueAt;
}

/// <summary>A calendar in the list of them.</summary>
public sealed record CalendarSummary(string Code, string Name, long Version, int FirstYear, int LastYear, int Days, IReadOnlyList<string> Campaigns);

/// <summary>How far the moving of deadlines is.</summary>
public sealed record DeadlineProgress(string Id, JobState State, int Rows, int Total, string Because, DateTime CreatedAt);

/// <summary>Reads deadlines, calendars, and how far the moving of deadlines is.</summary>
public sealed class DeadlineQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    /// <summary>Null: no such case for this person.</summary>
    public async Task<CaseDeadline?> OfCaseAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var found = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id).Join(db.Campaigns, c => c.CampaignId, k => k.Id, (c, k) => new { c.Subject, c.ReceivedAt, c.Priority, c.DueAt, c.Pauses, c.CompletedAt, Campaign = k }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var (time, pauses) = (CampaignTime.Of(found.Campaign, clock), Case.ReadPauses(found.Pauses));
        var receipt = found.DueAt is null ? null : found.Campaign.Settings.SlaOf(found.Subject).Receipt(found.ReceivedAt, time, found.Priority, pauses);
        return new(number, found.DueAt, receipt, time.Zone, found.CompletedAt, found.CompletedAt is null ? pauses.FirstOrDefault(p => p.To is null)?.From : null);
    }

    /// <summary>For whoever administers them or chooses one for a campaign.</summary>
    public async Task<IReadOnlyList<CalendarSummary>> CalendarsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister && !actor.MayManageCampaigns)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaigns = await db.Campaigns.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct);
        return [.. (await db.Calendars.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct)).Select(c => new CalendarSummary(c.Code, c.Name, c.Version, c.Content.FirstYear, c.Content.LastYear, c.Content.Days.Count,
            [.. campaigns.Where(k => k.Settings.Sla.Calendar?.Code == c.Code).Select(k => k.Name)]))];
    }

    public async Task<WorkCalendar?> CalendarAsync(string code, Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister && !actor.MayManageCampaigns)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Calendars.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct);
    }

    /// <summary>The last jobs that moved deadlines of the campaign's cases, or those that run; newest first.</summary>
    public async Task<IReadOnlyList<DeadlineProgress>> JobsAsync(string campaign, Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister && !actor.MayManageCampaigns)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.DeadlineJobs.AsNoTracking().Where(j => j.Because != DeadlineJob.Thresholds && db.Campaigns.VisibleTo(actor).Any(c => c.Code == campaign && c.Id == j.CampaignId)).OrderByDescending(j => j.CreatedAt).Take(5)
            .Select(j => new DeadlineProgress(j.Id, j.State, j.Rows, j.Total, j.Because, j.CreatedAt)).ToListAsync(ct);
    }
}
