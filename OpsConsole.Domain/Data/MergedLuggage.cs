using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Data;

/// <summary>What hangs on a case beside its attempts and goes along when it is merged. Whatever else is hung on cases gets its ids into <see cref="MergedParts"/>, a line in <see cref="ReadAsync"/> and one in <see cref="Move"/> (docs/rules.md, "Merging").</summary>
internal static class MergedLuggage
{
    /// <summary>What there is at this version of the case: adding something raises it, so a merge that did not see it is not committed.</summary>
    public static async Task<MergedParts> ReadAsync(OpsDbContext db, long caseId, CancellationToken ct) => new([])
    {
        Messages = await db.Messages.Where(m => m.CaseId == caseId).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(ct),
        Attachments = await db.Attachments.Where(a => a.CaseId == caseId).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(ct),
    };

    /// <summary>In the transaction that writes both cases.</summary>
    public static void Move(OpsDbContext db, MergedParts parts, long from, long to)
    {
        if (parts.Messages is { Count: > 0 } messages)
            db.Messages.Where(m => m.CaseId == from && EF.Parameter(messages).Contains(m.Id)).ExecuteUpdate(set => set.SetProperty(m => m.CaseId, to));
        if (parts.Attachments is { Count: > 0 } attachments)
            db.Attachments.Where(a => a.CaseId == from && EF.Parameter(attachments).Contains(a.Id)).ExecuteUpdate(set => set.SetProperty(a => a.CaseId, to));
    }
}
