using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Files of a case (docs/rules.md, "Attachments").</summary>
public sealed partial class CaseDesk
{
    /// <summary>A hundred files dropped on one case come at once: they queue here instead of racing for its version, which would keep everybody else from it.</summary>
    private readonly SemaphoreSlim[] _attaching = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Whether this person may add a file to the case: asked before a byte of it is read.</summary>
    public async Task<Outcome> CheckAttachAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (found, _, refusal) = await LoadAsync(db, number, actor, a => a.MayWork, ct);
        return found is null ? refusal! : await AttachRefusalAsync(db, found, actor, ct) is { } no ? new Outcome.Refused([no]) : new Outcome.Done(found.Version, found.Number);
    }

    /// <summary>Adds a file that lies whole in storage; the answer names the attachment. Whoever stored it takes it away again where the answer is not Done.</summary>
    public async Task<Outcome> AttachAsync(string number, StoredFile file, Actor actor, CancellationToken ct, long? version = null)
    {
        var gate = _attaching[CaseNumber.IdOf(number) % _attaching.Length];
        await gate.WaitAsync(ct);
        try
        {
            return await AttemptedAsync(() => AttachOnceAsync(number, file, actor, version, ct));
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Outcome> AttachOnceAsync(string number, StoredFile file, Actor actor, long? version, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (found, _, refusal) = await LoadAsync(db, number, actor, a => a.MayWork, ct);
        if (found is null)
            return refusal!;
        if (version is { } seen && seen != found.Version)
            return await ConflictAsync(db, found, seen, ct);
        if (await AttachRefusalAsync(db, found, actor, ct) is { } no)
            return new Outcome.Refused([no]);
        var now = Now();
        var made = new Attachment
        {
            Id = Attachment.NewId(),
            CaseId = found.Id,
            FileName = file.FileName,
            MediaType = file.MediaType,
            Size = file.Size,
            Sha256 = file.Sha256,
            StoredName = file.StoredName,
            ById = actor.Id,
            At = now,
        };
        found.SayAttachment(made, actor, now);
        db.Attachments.Add(made);
        await CommitAsync(db, found, ct);
        return new Outcome.Done(found.Version, made.Id);
    }

    private async Task<Refusal?> AttachRefusalAsync(OpsDbContext db, Case found, Actor actor, CancellationToken ct)
    {
        if (found.Status == CaseStatus.Completed)
            return new("case.illegal_transition");
        if (await db.Attachments.CountAsync(a => a.CaseId == found.Id, ct) is var here && here >= quota.PerCase)
            return new("attachment.too_many", "file", here, quota.PerCase);
        var since = Now().AddDays(-1);
        return await db.Attachments.CountAsync(a => a.ById == actor.Id && a.At > since, ct) is var today && today >= quota.PerPersonDay
            ? new("attachment.too_many_today", "file", today, quota.PerPersonDay) : null;
    }
}
