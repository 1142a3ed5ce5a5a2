using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>The newest message of a case, whoever wrote it (docs/rules.md, "Pending queue").</summary>
public sealed record LastMessage(string Text, AttemptChannel Channel, MessageDirection Direction, DateTime At);

/// <summary>What one wants to know of a case before opening it (docs/rules.md, "Pending queue").</summary>
/// <param name="ContactPoint">The one tried last, else the customer's first number that can be called.</param>
/// <param name="LastAt">When a person last did something with the case.</param>
public sealed record CasePreview(CaseRow Row, Campaign Campaign, int AttemptsToday, string? ContactPoint, DateTime? LastAt, string? LastBy, LastMessage? Message);

/// <summary>Reads a case for whoever looks at it from a list: nothing is opened, started or said to others (docs/rules.md, "Pending queue").</summary>
public sealed class PreviewQueries(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, AccessLog accesses, TimeProvider clock)
{
    /// <summary>A local day is over everywhere after this time.</summary>
    private static readonly TimeSpan AnyDay = TimeSpan.FromHours(48);

    /// <summary>In two statements, three where the campaign changed since it was read last. Null where the case is not visible.</summary>
    public async Task<CasePreview?> FindAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (id, since) = (CaseNumber.IdOf(number), clock.GetUtcNow().UtcDateTime - AnyDay);
        var deeds = db.CaseEvents.Where(e => e.ById != null && e.Type != CaseEventType.Created && e.Type != CaseEventType.UpdatedByImport && e.Type != CaseEventType.BaseUpdated && e.Type != CaseEventType.ImportReverted);
        Expression<Func<Case, CaseRow, Stored>> whole = (c, row) => new()
        {
            Row = row,
            CampaignVersion = db.Campaigns.Where(k => k.Id == c.CampaignId).Select(k => k.Version).First(),
            Attempts = c.Attempts.Where(a => a.At >= since).Select(a => a.At).ToList(),
            Tried = c.Attempts.OrderByDescending(a => a.At).Select(a => a.ContactPoint).FirstOrDefault(),
            Number = db.Customers.Where(k => k.PublicId == c.CustomerId).SelectMany(k => k.ContactPoints)
                .Where(p => p.IsValid && (p.Type == ContactPointType.Mobile || p.Type == ContactPointType.Landline)).OrderBy(p => p.Id).Select(p => p.Value).FirstOrDefault(),
            LastAt = deeds.Where(e => e.CaseId == c.Id).OrderByDescending(e => e.Version).Select(e => (DateTime?)e.At).FirstOrDefault(),
            LastBy = deeds.Where(e => e.CaseId == c.Id).OrderByDescending(e => e.Version).Select(e => db.Users.Where(u => u.Id == e.ById).Select(u => u.Name).FirstOrDefault()).FirstOrDefault(),
        };
        var body = new Rename(whole.Parameters[1], CaseRow.Of(whole.Parameters[0], withNumbers: true)).Visit(whole.Body)!;
        var shape = Expression.Lambda<Func<Case, Stored>>(body, whole.Parameters[0]);
        if (await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id).Select(shape).AsSingleQuery().SingleOrDefaultAsync(ct) is not { } found)
            return null;
        await accesses.CaseAsync(actor, AccessType.Preview, id, ct);
        var message = await db.Messages.AsNoTracking().Where(m => m.CaseId == id).OrderByDescending(m => m.Id).Select(m => new LastMessage(m.Text, m.Channel, m.Direction, m.At)).FirstOrDefaultAsync(ct);
        var campaign = await campaigns.OfAsync(db, found.Row.CampaignId, found.CampaignVersion, ct);
        var time = CampaignTime.Of(campaign, clock);
        return new(found.Row, campaign, found.Attempts.Count(at => time.Day(at) == time.Today), found.Tried ?? found.Number, found.LastAt, found.LastBy, message);
    }

    private sealed class Stored
    {
        public required CaseRow Row { get; init; }
        public required long CampaignVersion { get; init; }
        public required List<DateTime> Attempts { get; init; }
        public required string? Tried { get; init; }
        public required string? Number { get; init; }
        public required DateTime? LastAt { get; init; }
        public required string? LastBy { get; init; }
    }
}
