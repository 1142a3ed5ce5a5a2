using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Attachments;

/// <summary>Attachments under the scope of the case that they belong to now (docs/rules.md, "Attachments").</summary>
public sealed class AttachmentQueries(IDbContextFactory<OpsDbContext> contexts, AccessLog accesses)
{
    /// <summary>Those of a case, oldest first; null where the case is not visible.</summary>
    public async Task<IReadOnlyList<AttachmentView>?> ListAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        if (!await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == id, ct))
            return null;
        await accesses.CaseAsync(actor, AccessType.View, id, ct);
        return await View(db, db.Attachments.Where(a => a.CaseId == id).OrderBy(a => a.At).ThenBy(a => a.Id)).ToListAsync(ct);
    }

    /// <summary>One, with the name that it lies under.</summary>
    public async Task<(AttachmentView View, string StoredName)?> FindAsync(string id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = db.Attachments.Where(a => a.Id == id && db.Cases.VisibleTo(actor).Any(c => c.Id == a.CaseId));
        if (await View(db, found).SingleOrDefaultAsync(ct) is not { } view)
            return null;
        await accesses.CaseAsync(actor, AccessType.File, CaseNumber.IdOf(view.Number), ct);
        return (view, await found.Select(a => a.StoredName).SingleAsync(ct));
    }

    private static IQueryable<AttachmentView> View(OpsDbContext db, IQueryable<Attachment> attachments) => attachments.AsNoTracking().Select(a => new AttachmentView(
        a.Id, CaseNumber.Of(a.CaseId), a.FileName, a.MediaType, a.Size, a.Sha256, a.ById, db.Users.Where(u => u.Id == a.ById).Select(u => u.Name).FirstOrDefault(), a.At));
}
