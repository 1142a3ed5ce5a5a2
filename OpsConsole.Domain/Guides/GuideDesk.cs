using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Guides;

/// <summary>Drafts, publishes and brings back guides (docs/rules.md, "Guides").</summary>
public sealed class GuideDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, CaseFeed feed, TimeProvider clock)
{
    private const int Tries = 4;

    /// <summary>Keeps what stands in the editor, right or not yet. One draft of each kind: who saves over somebody else's is told.</summary>
    /// <param name="version">Of the draft that the editor began with; 0: there was none.</param>
    public Task<Outcome> SaveDraftAsync(string campaign, GuideKind kind, long version, string content, Actor actor, CancellationToken ct) => WorkAsync(campaign, kind, actor, async (db, found) =>
    {
        if ((content.Length > GuideVersion.ContentMax ? new("too_long", "content", content.Length, GuideVersion.ContentMax)
            : !TextRules.IsStorable(content) ? new("text.invalid", "content")
            : Guide.Read(kind, content) is null ? new Refusal("guide.unreadable", "content") : null) is { } wrong)
            return new Outcome.Invalid([wrong]);
        var draft = await DraftAsync(db, found, kind, ct);
        if ((draft?.Version ?? 0) != version)
            return await ConflictAsync(db, found, kind, draft, ct);
        var saved = Put(db, found, kind, draft, content, actor);
        await log.CommitAsync(db, ct);
        return new Outcome.Done(saved.Version);
    }, ct);

    /// <summary>What runs stays as it is.</summary>
    public Task<Outcome> DiscardDraftAsync(string campaign, GuideKind kind, long version, Actor actor, CancellationToken ct) => WorkAsync(campaign, kind, actor, async (db, found) =>
    {
        if (await DraftAsync(db, found, kind, ct) is not { } draft)
            return new Outcome.Done(0);
        if (draft.Version != version)
            return await ConflictAsync(db, found, kind, draft, ct);
        db.Guides.Remove(draft);
        Audit(db, found, actor, "guide.draft_discarded", new { kind });
        await log.CommitAsync(db, ct);
        return new Outcome.Done(0);
    }, ct);

    /// <summary>From now on the draft is what people work with; cases keep the labels of their time.</summary>
    public Task<Outcome> PublishAsync(string campaign, GuideKind kind, long version, string? note, Actor actor, CancellationToken ct) => WorkAsync(campaign, kind, actor, async (db, found) =>
    {
        if (TextRules.Check(note, "note", GuideVersion.NoteMax, required: false) is { } wrongNote)
            return new Outcome.Invalid([wrongNote]);
        var draft = await DraftAsync(db, found, kind, ct);
        if (draft is null || draft.Version != version)
            return await ConflictAsync(db, found, kind, draft, ct);
        if (Guide.Read(kind, draft.Content) is not { } typed)
            return new Outcome.Invalid([new("guide.unreadable", "content")]);
        var running = Guide.Of(kind, found.Settings);
        if (!typed.MayPublish(actor, running))
            return new Outcome.Refused([new("protocol.approver")]);
        if (typed.Check(found).ToList() is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var ready = typed.Completed();
        var diff = ready.Against(running);
        if (diff.IsEmpty)
            return new Outcome.Refused([new("guide.no_changes")]);
        var last = await db.Guides.Where(g => g.CampaignId == found.Id && g.Kind == kind).MaxAsync(g => (int?)g.Number, ct) ?? 0;
        if (last == GuideVersion.Draft)       // what came with the campaign can be brought back like any other
            db.Guides.Add(new() { CampaignId = found.Id, Kind = kind, Number = ++last, Content = running.Write(), At = found.CreatedAt });
        db.Guides.Add(new() { CampaignId = found.Id, Kind = kind, Number = last + 1, Content = ready.Write(), Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(), At = Now, ById = actor.Id });
        db.Guides.Remove(draft);
        found.Settings = ready.In(found.Settings);
        found.ModifiedAt = Now;
        found.Version++;
        Audit(db, found, actor, "guide.published", new { kind, number = last + 1, note, added = diff.Added.Count, renamed = diff.Renamed.Count, removed = diff.Removed.Count, changed = diff.Changed.Count });
        await log.CommitAsync(db, ct);
        feed.Publish([new(0, 0, found.Id, 0, Published, actor.Id, Now)]);       // open cases show it at once
        return new Outcome.Done(last + 1);
    }, ct);

    /// <summary>An old version becomes the draft; nothing runs until it is published.</summary>
    /// <param name="version">Of the draft that is given up; 0: there is none.</param>
    public Task<Outcome> BringBackAsync(string campaign, GuideKind kind, int number, long version, Actor actor, CancellationToken ct) => WorkAsync(campaign, kind, actor, async (db, found) =>
    {
        var old = await db.Guides.AsNoTracking().SingleOrDefaultAsync(g => g.CampaignId == found.Id && g.Kind == kind && g.Number == number && number != GuideVersion.Draft, ct);
        if (old is null)
            return new Outcome.Missing();
        var draft = await DraftAsync(db, found, kind, ct);
        if ((draft?.Version ?? 0) != version)
            return await ConflictAsync(db, found, kind, draft, ct);
        var saved = Put(db, found, kind, draft, old.Content, actor);
        Audit(db, found, actor, "guide.brought_back", new { kind, number });
        await log.CommitAsync(db, ct);
        return new Outcome.Done(saved.Version);
    }, ct);

    /// <summary>How the feed says that a guide of the campaign is another one now; it concerns no case.</summary>
    public const string Published = "guide";

    private async Task<Outcome> WorkAsync(string code, GuideKind kind, Actor actor, Func<OpsDbContext, Campaign, Task<Outcome>> work, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                if (!await db.IsCurrentAsync(actor, ct))
                    return new Outcome.SignedOut();
                if (await db.Campaigns.VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, ct) is not { } found)
                    return new Outcome.Missing();
                if (!actor.MayGuide(kind))
                    return new Outcome.Forbidden();
                return GuideKinds.Of(found.Kind).Contains(kind) ? await work(db, found) : new Outcome.Refused([new("case.other_kind")]);
            }
            catch (DbUpdateException) when (left > 1)        // another's commit came between: looked at again, it is a conflict
            {
            }
        }
    }

    private static Task<GuideVersion?> DraftAsync(OpsDbContext db, Campaign campaign, GuideKind kind, CancellationToken ct) =>
        db.Guides.SingleOrDefaultAsync(g => g.CampaignId == campaign.Id && g.Kind == kind && g.Number == GuideVersion.Draft, ct);

    private GuideVersion Put(OpsDbContext db, Campaign campaign, GuideKind kind, GuideVersion? draft, string content, Actor actor)
    {
        if (draft is null)
            db.Guides.Add(draft = new() { CampaignId = campaign.Id, Kind = kind, Number = GuideVersion.Draft, Content = content });
        (draft.Content, draft.At, draft.ById) = (content, Now, actor.Id);
        draft.Version = Math.Max(draft.Version + 1, Now.Ticks);        // never one that an older draft had
        return draft;
    }

    private static async Task<Outcome> ConflictAsync(OpsDbContext db, Campaign campaign, GuideKind kind, GuideVersion? draft, CancellationToken ct)
    {
        var last = draft ?? await db.Guides.AsNoTracking().Where(g => g.CampaignId == campaign.Id && g.Kind == kind).OrderByDescending(g => g.Number).FirstOrDefaultAsync(ct);
        var by = await db.Users.Where(u => last != null && u.Id == last.ById).Select(u => u.Name).FirstOrDefaultAsync(ct);
        return new Outcome.Conflict(draft?.Version ?? 0, by, last?.At, new Dictionary<string, object?>());
    }

    private void Audit(OpsDbContext db, Campaign campaign, Actor actor, string type, object data) =>
        db.Audit.Add(new() { At = Now, ById = actor.Id, Type = type, Target = $"campaign:{campaign.Code}", Data = Json.Write(data) });

    private DateTime Now => clock.Now();
}
