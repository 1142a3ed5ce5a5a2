using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Keeps what a person types into a case's form, within 2 seconds of typing, so that nothing is lost with a tab, a session or a server (docs/rules.md, "Drafts").</summary>
public sealed class DraftDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public async Task<Outcome> SaveAsync(string number, string content, long baseVersion, Actor actor, CancellationToken ct)
    {
        if (TextRules.Check(content, "draft", Draft.MaxLength) is { } refusal)
            return new Outcome.Invalid([refusal]);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        var id = CaseNumber.IdOf(number);
        if (!await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == id, ct))
            return new Outcome.Missing();
        if (!actor.MayWork)
            return new Outcome.Forbidden();
        if (await db.Drafts.SingleOrDefaultAsync(d => d.UserId == actor.Id && d.CaseId == id, ct) is not { } draft)
            db.Drafts.Add(draft = new() { UserId = actor.Id, CaseId = id, Content = content });
        (draft.Content, draft.BaseVersion, draft.SavedAt) = (content, baseVersion, clock.GetUtcNow().UtcDateTime);
        try
        {
            await log.CommitAsync(db, ct);
        }
        catch (DbUpdateException)   // the same person's other window was first: the newer text counts
        {
            return await SaveAsync(number, content, baseVersion, actor, ct);
        }
        return new Outcome.Done();
    }

    public async Task<Outcome> DiscardAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        var id = CaseNumber.IdOf(number);
        if (await db.Drafts.SingleOrDefaultAsync(d => d.UserId == actor.Id && d.CaseId == id, ct) is not { } draft)
            return new Outcome.Done();
        db.Drafts.Remove(draft);
        await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }
}
