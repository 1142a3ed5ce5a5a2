using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Tests.Scope;

/// <summary>Files are there for whoever sees their case; whoever works it adds some.</summary>
public static class AttachmentOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Case("CaseDesk.CheckAttachAsync", Operation.Workers, async q => await q.Get<CaseDesk>().CheckAttachAsync(q.Number, q.Actor, None)),
        Operation.Case("CaseDesk.AttachAsync", Operation.Workers, async q => await q.Get<CaseDesk>().AttachAsync(q.Number, new("a.pdf", "application/pdf", 7, "", Attachment.NewId()), q.Actor, None)),
        Operation.Case("AttachmentQueries.ListAsync", Operation.Everybody, async q => await q.Get<AttachmentQueries>().ListAsync(q.Number, q.Actor, None)),
        Operation.Case("AttachmentQueries.FindAsync", Operation.Everybody, async q =>
        {
            var made = new Attachment { Id = Attachment.NewId(), CaseId = CaseNumber.IdOf(q.Number), FileName = "a.pdf", MediaType = "application/pdf", Sha256 = "", StoredName = Attachment.NewId(), ById = q.Actor.Id, At = q.Database.Clock.UtcNow };
            await q.Database.CommitAsync(db => db.Attachments.Add(made));
            return await q.Get<AttachmentQueries>().FindAsync(made.Id, q.Actor, None);
        }),
    ];
}
