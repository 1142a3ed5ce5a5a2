using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Messages;

/// <summary>A piece of a case's messages, newest first, and where the older ones begin.</summary>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, string? NextCursor);

/// <summary>Reads messages under the scope of their case, and what a new one can start from (docs/rules.md, "Conversation").</summary>
public sealed class MessageQueries(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, IEnumerable<IMessageCarrier> carriers, AccessLog accesses)
{
    public const int Piece = 50;

    private const string Shape = "messages";

    /// <summary>Null where the case is not visible. A cursor that is none is a <see cref="RefusedException"/>.</summary>
    public async Task<MessagePage?> PageAsync(string number, string? cursor, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var below = cursor is null ? long.MaxValue : CaseCursor.Read(cursor, Shape, [])?.Id ?? throw new RefusedException([new("cursor.invalid", "cursor")]);
        var id = CaseNumber.IdOf(number);
        var rows = await db.Messages.AsNoTracking().Where(m => m.CaseId == id && m.Id < below && db.Cases.VisibleTo(actor).Any(c => c.Id == id))
            .OrderByDescending(m => m.Id).Take(Piece + 1).Select(m => new { Message = m, By = db.Users.Where(u => u.Id == m.ById).Select(u => u.Name).FirstOrDefault() }).ToListAsync(ct);
        if (rows.Count == 0 && !await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == id, ct))
            return null;
        await accesses.CaseAsync(actor, AccessType.View, id, ct);
        return new([.. rows.Take(Piece).Select(r => MessageView.Of(r.Message, r.By))], rows.Count > Piece ? CaseCursor.Write(Shape, rows[Piece - 1].Message.Id, []) : null);
    }

    public async Task<MessageView?> FindAsync(string number, string message, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var found = await db.Messages.AsNoTracking().Where(m => m.PublicId == message && m.CaseId == id && db.Cases.VisibleTo(actor).Any(c => c.Id == id))
            .Select(m => new { Message = m, By = db.Users.Where(u => u.Id == m.ById).Select(u => u.Name).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        if (found is not null)
            await accesses.CaseAsync(actor, AccessType.View, id, ct);
        return found is null ? null : MessageView.Of(found.Message, found.By);
    }

    /// <summary>Messages, attempts and notes of a case, and of those that live on in it, as one timeline, newest first, 50 at a time; null where the case is not visible.</summary>
    /// <param name="before">Where the piece before ended; null: from the newest.</param>
    public async Task<Conversation?> ConversationAsync(string number, long? before, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var parts = await db.PartsOf(id, db.Cases.VisibleTo(actor)).ToListAsync(ct);
        if (parts.Count == 0)
            return null;
        await accesses.CaseAsync(actor, AccessType.View, id, ct);
        var below = before ?? long.MaxValue;
        var said = db.CaseEvents.AsNoTracking().Of(parts).Where(e => e.Sequence < below && (e.Type == CaseEventType.Note || e.Type == CaseEventType.Attempt || (e.Type == CaseEventType.Message && e.ById != null)));
        var rows = await (parts.Count == 1 ? said.OrderByDescending(e => e.Version) : said.OrderByDescending(e => e.Sequence)).Take(Piece + 1)      // the same order; of one case by its index
            .Select(e => new ConversationRow(e.Sequence, e.At, e.ById, db.Users.Where(u => u.Id == e.ById).Select(u => u.Name).FirstOrDefault(), e.Type, e.Data, db.Messages.FirstOrDefault(m => m.CommandId == e.CommandId)))
            .ToListAsync(ct);
        return new([.. rows.Take(Piece).Select(r => r.Read())], rows.Count > Piece ? rows[Piece - 1].Place : null);
    }

    /// <summary>Everything that writing to the customer of a case starts from: the campaign's channels, whether each works, the customer's contact points that fit it, and the templates with the case's own values; null where the case is not visible.</summary>
    public async Task<MessageBench?> BenchAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var found = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id)
            .Select(c => new
            {
                c.CampaignId,
                c.CustomerName,
                c.Account,
                c.Type,
                c.Data,
                Version = db.Campaigns.Where(k => k.Id == c.CampaignId).Select(k => k.Version).First(),
                Customer = db.Customers.Where(k => k.PublicId == c.CustomerId).Select(k => new { k.Name, k.FirstName, k.FirstSurname }).FirstOrDefault(),
                Points = db.Customers.Where(k => k.PublicId == c.CustomerId).SelectMany(k => k.ContactPoints).OrderBy(p => p.Type).ThenBy(p => p.Id).ToList(),
            }).AsSingleQuery().SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        await accesses.CaseAsync(actor, AccessType.View, id, ct);
        var campaign = await campaigns.OfAsync(db, found.CampaignId, found.Version, ct);
        var customer = found.Customer;
        var named = CaseMarks.Named(number, customer?.Name ?? found.CustomerName, customer?.FirstName ?? found.CustomerName, customer?.FirstSurname, found.Account, found.Type, campaign, actor);
        var values = Json.Read<Dictionary<string, string>>(found.Data);
        string Fill(string text) => CaseMarks.Fill(text, campaign.Schema, values, named);
        var points = found.Points.ConvertAll(ContactPointView.Of);
        var channels = campaign.Settings.Channels.Select(Codes.Parse<AttemptChannel>).OfType<AttemptChannel>();
        return new(
            [.. channels.Select(c => new ChannelBench(c, MessageRules.TextMax(c), Carrier.Lacks(carriers, c), [.. points.Where(p => p.IsValid && MessageRules.Fits(c, p.Type))]))],
            [.. campaign.Settings.MessageTemplates.Select(t => new FilledTemplate(t.Code, t.Label, [.. t.Channels.Select(Codes.Parse<AttemptChannel>).OfType<AttemptChannel>()], t.Subject is null ? null : Fill(t.Subject), Fill(t.Text)))]);
    }
}
