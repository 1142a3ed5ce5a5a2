using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Data;

/// <summary>Which open cases of a campaign have another deadline under a policy: preview and job ask the same question, so they cannot disagree (docs/rules.md, "Moving deadlines").</summary>
internal sealed class DeadlinePlan
{
    /// <summary>A source said the maximum date of a requirement: no policy moves it.</summary>
    private const string Fixed = "\"maxOn\":\"";

    private readonly CampaignSettings _settings;
    private readonly CampaignTime _time;
    private readonly int _campaign;
    private readonly ILookup<long?, Row> _merged;

    private DeadlinePlan(Campaign campaign, SlaPolicy policy, CampaignTime time, List<Row> merged) =>
        (_settings, _time, _campaign, _merged) = (campaign.Settings with { Sla = policy }, time, campaign.Id, merged.ToLookup(r => r.Into));

    /// <summary>With the cases that live on in others, whose deadlines count for those.</summary>
    public static async Task<DeadlinePlan> OfAsync(OpsDbContext db, Campaign campaign, SlaPolicy policy, TimeProvider clock, CancellationToken ct) =>
        new(campaign, policy, CampaignTime.Of(campaign, clock), await Select(db.Cases.AsNoTracking().Where(c => c.MergedIntoId != null)).ToListAsync(ct));

    public async Task<DeadlineMoves> CountAsync(OpsDbContext db, DateTime now, CancellationToken ct)
    {
        var (open, moved, better, worse, unknown) = (0, 0, 0, 0, (DateOnly?)null);
        await foreach (var row in Select(Open(db)).AsAsyncEnumerable().WithCancellation(ct))
        {
            open++;
            var (due, before) = (Due(row), row.DueAt);
            if (_settings.Sla.Calendar is { } calendar && _time.Day(due) is var day && !calendar.Knows(day) && (unknown is null || day < unknown))
                unknown = day;
            if (due == before)
                continue;
            moved++;
            if (before < now && due >= now)
                better++;
            else if (before >= now && due < now)
                worse++;
        }
        return new(open, moved, better, worse) { UnknownFrom = unknown };
    }

    /// <summary>Those that move, among the cases after one id; and the last id that was looked at.</summary>
    public async Task<(IReadOnlyDictionary<long, DateTime> Moves, long Last)> NextAsync(OpsDbContext db, long after, int take, CancellationToken ct)
    {
        var rows = await Select(Open(db).Where(c => c.Id > after).OrderBy(c => c.Id).Take(take)).ToListAsync(ct);
        return (rows.Select(r => (r.Id, Due: Due(r), r.DueAt)).Where(r => r.Due != r.DueAt).ToDictionary(r => r.Id, r => r.Due), rows.Count == 0 ? 0 : rows[^1].Id);
    }

    public DateTime DueOf(Case one) => Due(new(one.Id, one.CampaignId, one.MergedIntoId, one.ReceivedAt, one.Priority, one.DueAt, one.Pauses, one.Subject, one.Requirement?.MaxOn is not null));

    private IQueryable<Case> Open(OpsDbContext db) => db.Cases.AsNoTracking().Where(c => c.CampaignId == _campaign && c.IsOpen && !c.IsRemoved && c.DueAt != null);

    private DateTime Due(Row row)
    {
        var due = row.IsFixed ? row.DueAt!.Value : _settings.SlaOf(row.Subject).DueAt(row.ReceivedAt, _time, row.Priority, Case.ReadPauses(row.Pauses));
        foreach (var merged in _merged[row.Id])
            if ((merged.Campaign == _campaign && merged.DueAt is not null ? Due(merged) : merged.DueAt) is { } its && its < due)
                due = its;
        return due;
    }

    private static IQueryable<Row> Select(IQueryable<Case> cases) => cases.Select(c => new Row(c.Id, c.CampaignId, c.MergedIntoId, c.ReceivedAt, c.Priority, c.DueAt, c.Pauses, c.Subject, c.RequirementData != null && c.RequirementData.Contains(Fixed)));

    private sealed record Row(long Id, int Campaign, long? Into, DateTime ReceivedAt, CasePriority Priority, DateTime? DueAt, string? Pauses, string? Subject, bool IsFixed);
}
