using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Cases;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Attachments;

/// <summary>Files of cases, as the desk and the queries keep them (docs/rules.md, "Attachments").</summary>
public sealed class AttachmentTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_file_belongs_to_its_case_stands_in_its_log_and_is_seen_by_whoever_sees_the_case(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var number = await at.MadeAsync();
        var done = MergeBench.Done(await at.Desk.AttachAsync(number, File("contrato.pdf"), at.Agent, None, version: 1));
        var second = MergeBench.Done(await at.Desk.AttachAsync(number, File("foto.png"), at.Head, None));
        Assert.Equal((2, 22), (done.Version, done.Id!.Length));
        Assert.IsType<Outcome.Conflict>(await at.Desk.AttachAsync(number, File("otra.pdf"), at.Agent, None, version: 1));

        var queries = at.Database.Get<AttachmentQueries>();
        var list = (await queries.ListAsync(number, at.Agent, None))!;
        Assert.Equal([$"{done.Id} contrato.pdf {at.Agent.Name}", $"{second.Id} foto.png {at.Head.Name}"], list.OrderBy(a => a.FileName).Select(a => $"{a.Id} {a.FileName} {a.ByName}"));
        var (view, stored) = (await queries.FindAsync(done.Id, at.Agent, None))!.Value;
        Assert.Equal((number, 7L, at.Database.Clock.UtcNow, "hash of contrato.pdf"), (view.Number, view.Size, view.At, view.Sha256));
        Assert.NotEqual(view.Id, stored);
        var said = (await at.Database.Get<CaseHistoryQueries>().EventsAsync(number, 0, 10, at.Agent, None))!.First(e => e.Type == CaseEventType.Attachment).Data;
        Assert.Equal((done.Id, "contrato.pdf", 7), (said.GetProperty("id").GetString(), said.GetProperty("name").GetString(), said.GetProperty("size").GetInt32()));

        var far = await at.Organisation.ActorAsync(Role.BranchHead, Organisation.Far);
        Assert.Null(await queries.FindAsync(done.Id, far, None));
        Assert.Null(await queries.ListAsync(number, far, None));
        Assert.Null(await queries.FindAsync(Attachment.NewId(), at.Agent, None));
        Assert.IsType<Outcome.Missing>(await at.Desk.AttachAsync(number, File("a.pdf"), far, None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.CheckAttachAsync(number, await at.Organisation.ActorAsync(Role.Administrator), None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_closed_case_and_a_full_one_take_none(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (open, closed) = (await at.MadeAsync(), await at.MadeAsync());
        await at.MergeAsync(closed, open);
        Assert.Equal("case.illegal_transition", await RefusedAsync(at.Desk.AttachAsync(closed, File("a.pdf"), at.Agent, None)));
        Assert.Equal("case.illegal_transition", await RefusedAsync(at.Desk.CheckAttachAsync(closed, at.Agent, None)));

        var desk = new CaseDesk(at.Database.Contexts, new(), at.Database.Log, new(PerCase: 2, PerPersonDay: 3), at.Database.Clock);
        foreach (var name in new[] { "a.pdf", "b.pdf" })
            MergeBench.Done(await desk.AttachAsync(open, File(name), at.Agent, None));
        Assert.Equal("attachment.too_many", await RefusedAsync(desk.CheckAttachAsync(open, at.Head, None)));
        var other = await at.MadeAsync();
        MergeBench.Done(await desk.AttachAsync(other, File("c.pdf"), at.Agent, None));
        Assert.Equal("attachment.too_many_today", await RefusedAsync(desk.AttachAsync(other, File("d.pdf"), at.Agent, None)));
        at.Database.Clock.Advance(TimeSpan.FromDays(1));
        MergeBench.Done(await desk.AttachAsync(other, File("d.pdf"), at.Agent, None));
        Assert.Equal(4, await at.Database.ReadAsync(db => db.Attachments.CountAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task They_go_along_in_a_merge_and_exactly_those_come_back(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (source, target) = (await at.MadeAsync(), await at.MadeAsync());
        foreach (var (number, name) in new[] { (source, "uno.pdf"), (source, "dos.pdf"), (target, "tres.pdf") })
            MergeBench.Done(await at.Desk.AttachAsync(number, File(name), at.Agent, None));
        var preview = (await at.Database.Get<MergeQueries>().PreviewAsync(source, target, at.Agent, None))!;
        Assert.Equal((2, 1), (preview.Source.Attachments, preview.Target!.Attachments));
        await at.MergeAsync(source, target);
        Assert.Equal(("", "dos.pdf tres.pdf uno.pdf"), (await NamesAsync(at, source), await NamesAsync(at, target)));
        MergeBench.Done(await at.Desk.AttachAsync(target, File("luego.pdf"), at.Agent, None));
        var back = await at.UndoAsync(source);
        Assert.Equal("luego.pdf", Assert.Single(back.Stayed).Data.GetProperty("name").GetString());
        Assert.Equal(("dos.pdf uno.pdf", "luego.pdf tres.pdf"), (await NamesAsync(at, source), await NamesAsync(at, target)));
    }

    [Theory, OnEveryDatabase]
    public async Task Files_that_no_row_names_go_after_an_hour_and_no_others(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var number = await at.MadeAsync();
        var kept = File("contrato.pdf");
        MergeBench.Done(await at.Desk.AttachAsync(number, kept, at.Agent, None));
        var files = new Drawer { [kept.StoredName] = at.Database.Clock.UtcNow, ["broken"] = at.Database.Clock.UtcNow };
        var keeping = new Housekeeping(at.Database.Contexts, at.Database.Log, at.Database.Get<SessionLimits>(), [files], at.Database.Clock, NullLogger<Housekeeping>.Instance);
        at.Database.Clock.Advance(Housekeeping.FilesWaitFor);
        Assert.Equal(0, await keeping.SweepFilesAsync(None));
        at.Database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        files["coming"] = at.Database.Clock.UtcNow;
        Assert.Equal(1, await keeping.SweepFilesAsync(None));
        Assert.Equal(new HashSet<string> { "coming", kept.StoredName }, files.Keys.ToHashSet());
    }

    private static StoredFile File(string name) => new(name, "application/pdf", 7, "hash of " + name, Attachment.NewId());

    private static async Task<string> NamesAsync(MergeBench at, string number) =>
        string.Join(' ', (await at.Database.Get<AttachmentQueries>().ListAsync(number, at.Agent, None))!.Select(a => a.FileName).Order(StringComparer.Ordinal));

    private static async Task<string> RefusedAsync(Task<Outcome> outcome) => Assert.IsType<Outcome.Refused>(await outcome).Reasons.Single().Code;

    /// <summary>Files and when they were last written to.</summary>
    private sealed class Drawer : Dictionary<string, DateTime>, IStoredFiles
    {
        public IEnumerable<string> Untouched(DateTime since) => [.. this.Where(f => f.Value < since).Select(f => f.Key)];

        public void Delete(string name) => Remove(name);
    }
}
