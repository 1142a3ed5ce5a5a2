using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Guides;

/// <summary>From a draft to what people work with, and back (docs/rules.md, "Guides").</summary>
public sealed class GuideDeskTests
{
    private const GuideKind Tree = GuideKind.Dispositions;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_draft_becomes_the_next_version_and_what_was_before_can_be_seen_and_brought_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, queries, actor, _) = await StartAsync(database);
        var began = (await queries.FindAsync("servicio", Tree, actor, None))!;
        Assert.Equal((null, new GuideVersionLine(1, began.Campaign.CreatedAt, null, null)), (began.Draft, Assert.Single(began.Versions)));

        var draft = await DoneAsync(desk.SaveDraftAsync("servicio", Tree, 0, new DispositionGuide("Resultado", [.. ((DispositionGuide)began.Running).Tree, new("", "Correo")]).Write(), actor, None));
        Assert.True((await queries.FindAsync("servicio", Tree, actor, None))!.Running.Against(began.Running).IsEmpty);         // nobody works with a draft
        var published = await DoneAsync(desk.PublishAsync("servicio", Tree, draft, " Nuevo canal ", actor, None));
        Assert.Equal(2, published);
        var now = (await queries.FindAsync("servicio", Tree, actor, None))!;
        Assert.Null(now.Draft);
        Assert.Equal(("Resultado", "correo"), (now.Campaign.Settings.DispositionTitle, now.Campaign.Settings.DispositionTree[^1].Code));
        Assert.Equal([(2, actor.Name, "Nuevo canal"), (1, null, null)], now.Versions.Select(v => (v.Number, v.By, v.Note)));
        Assert.True((await queries.VersionAsync("servicio", Tree, 1, actor, None))!.Against(began.Running).IsEmpty);
        Assert.Null(await queries.VersionAsync("servicio", Tree, 3, actor, None));
        Assert.Null(await queries.VersionAsync("servicio", Tree, 0, actor, None));

        Assert.IsType<Outcome.Missing>(await desk.BringBackAsync("servicio", Tree, 9, 0, actor, None));
        draft = await DoneAsync(desk.BringBackAsync("servicio", Tree, 1, 0, actor, None));
        Assert.Equal(3, await DoneAsync(desk.PublishAsync("servicio", Tree, draft, null, actor, None)));
        Assert.True(Guide.Of(Tree, (await queries.FindAsync("servicio", Tree, actor, None))!.Campaign.Settings).Against(began.Running).IsEmpty);
        Assert.Equal(["guide.published", "guide.brought_back", "guide.published"], await database.ReadAsync(db => db.Audit.Where(a => a.Type.StartsWith("guide.")).OrderBy(a => a.Sequence).Select(a => a.Type).ToListAsync()));
        var entry = JsonElement.Parse(await database.ReadAsync(db => db.Audit.Where(a => a.Type == "guide.published").OrderBy(a => a.Sequence).Select(a => a.Data).FirstAsync()));
        Assert.Equal((2, 1, 1, 0), (entry.GetProperty("number").GetInt32(), entry.GetProperty("added").GetInt32(), entry.GetProperty("changed").GetInt32(), entry.GetProperty("removed").GetInt32()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_draft_that_somebody_else_saved_published_or_gave_up_is_a_conflict_and_says_who(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, queries, actor, _) = await StartAsync(database);
        var first = await DoneAsync(desk.SaveDraftAsync("servicio", GuideKind.Script, 0, new ScriptGuide("uno").Write(), actor, None));
        var conflict = Assert.IsType<Outcome.Conflict>(await desk.SaveDraftAsync("servicio", GuideKind.Script, 0, new ScriptGuide("dos").Write(), actor, None));
        Assert.Equal((first, actor.Name), (conflict.Version, conflict.ChangedBy));
        var second = await DoneAsync(desk.SaveDraftAsync("servicio", GuideKind.Script, first, new ScriptGuide("tres").Write(), actor, None));
        Assert.IsType<Outcome.Conflict>(await desk.PublishAsync("servicio", GuideKind.Script, first, null, actor, None));
        Assert.IsType<Outcome.Conflict>(await desk.DiscardDraftAsync("servicio", GuideKind.Script, first, actor, None));
        await DoneAsync(desk.DiscardDraftAsync("servicio", GuideKind.Script, second, actor, None));
        Assert.IsType<Outcome.Conflict>(await desk.SaveDraftAsync("servicio", GuideKind.Script, second, new ScriptGuide("cuatro").Write(), actor, None));
        Assert.Null((await queries.FindAsync("servicio", GuideKind.Script, actor, None))!.Draft);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_who_publish_at_once_make_one_version(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, queries, actor, _) = await StartAsync(database);
        for (var round = 0; round < 10; round++)
        {
            var draft = await DoneAsync(desk.SaveDraftAsync("servicio", GuideKind.Script, 0, new ScriptGuide($"Ronda {round}").Write(), actor, None));
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.PublishAsync("servicio", GuideKind.Script, draft, null, actor, None))));
            Assert.Equal((1, 3), (outcomes.Count(o => o is Outcome.Done), outcomes.Count(o => o is Outcome.Conflict)));
        }
        Assert.Equal(Enumerable.Range(1, 11).Reverse(), (await queries.FindAsync("servicio", GuideKind.Script, actor, None))!.Versions.Select(v => v.Number));
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_wrong_is_published_and_drafts_may_be_unfinished(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, queries, actor, _) = await StartAsync(database);
        var draft = await DoneAsync(desk.SaveDraftAsync("servicio", Tree, 0, new DispositionGuide(null, [new("", "")]).Write(), actor, None));
        Assert.Equal([new("guide.label_missing", "tree.0")], Assert.IsType<Outcome.Invalid>(await desk.PublishAsync("servicio", Tree, draft, null, actor, None)).Errors);
        Assert.Equal([new("too_long", "note", 501, 500)], Assert.IsType<Outcome.Invalid>(await desk.PublishAsync("servicio", Tree, draft, new('n', 501), actor, None)).Errors);
        draft = await DoneAsync(desk.SaveDraftAsync("servicio", Tree, draft, (await queries.FindAsync("servicio", Tree, actor, None))!.Running.Write(), actor, None));
        Assert.Equal([new("guide.no_changes")], Assert.IsType<Outcome.Refused>(await desk.PublishAsync("servicio", Tree, draft, null, actor, None)).Reasons);
        foreach (var content in new[] { "", "null", "<b>", "{\"tree\":null}", "{\"title\":\"\ud800\",\"tree\":[]}", new string('x', GuideVersion.ContentMax + 1) })
            Assert.Equal("content", Assert.Single(Assert.IsType<Outcome.Invalid>(await desk.SaveDraftAsync("servicio", Tree, draft, content, actor, None)).Errors).Field);
        Assert.Equal([new("case.other_kind")], Assert.IsType<Outcome.Refused>(await desk.SaveDraftAsync("operaciones", Tree, 0, "{}", actor, None)).Reasons);
        Assert.IsType<Outcome.Missing>(await desk.SaveDraftAsync("nada", Tree, 0, "{}", actor, None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_closed_case_keeps_the_labels_it_was_closed_with_in_its_history_and_in_the_grid(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, queries, actor, organisation) = await StartAsync(database);
        var agent = await organisation.ActorAsync(Role.Agent);
        var cases = database.Get<CaseDesk>();
        var number = Assert.IsAssignableFrom<Outcome.Done>(await cases.CreateAsync("servicio", Organisation.Home, new(), null, null, agent, None)).Id!;
        await DoneAsync(cases.DisposeAsync(number, 1, new(["contacto_efectivo", "resuelto"], "Listo", null), agent, None));
        await DoneAsync(cases.CloseAsync(number, agent, None));

        var tree = ((DispositionGuide)(await queries.FindAsync("servicio", Tree, actor, None))!.Running).Tree;
        await PublishAsync([tree[0] with { Label = "Habló con el cliente", Children = [.. tree[0].Children!.Select(c => c.Code == "resuelto" ? c with { Label = "Solucionado" } : c)] }, tree[1]]);
        await StandsAsync();
        await PublishAsync([tree[0] with { Label = "Habló con el cliente", Children = [.. tree[0].Children!.Where(c => c.Code != "resuelto")] }, tree[1]]);
        await StandsAsync();
        var open = Assert.IsAssignableFrom<Outcome.Done>(await cases.CreateAsync("servicio", Organisation.Home, new(), null, null, agent, None)).Id!;
        Assert.Equal([new("unknown", "path[1]")], Assert.IsType<Outcome.Invalid>(await cases.DisposeAsync(open, 1, new(["contacto_efectivo", "resuelto"], null, null), agent, None)).Errors);
        await DoneAsync(cases.DisposeAsync(open, 1, new(["contacto_efectivo", "escalado"], null, null), agent, None));
        Assert.Contains("Habló con el cliente › Escalado", await GridAsync(open));

        async Task PublishAsync(IReadOnlyList<Disposition> changed) =>
            await DoneAsync(desk.PublishAsync("servicio", Tree, await DoneAsync(desk.SaveDraftAsync("servicio", Tree, 0, new DispositionGuide(null, changed).Write(), actor, None)), null, actor, None));

        async Task StandsAsync()
        {
            Assert.Contains("Contacto efectivo › Resuelto", await GridAsync(number));
            var history = await database.Get<CaseHistoryQueries>().EventsAsync(number, 0, 50, agent, None);
            Assert.Contains("Contacto efectivo", history!.Single(e => e.Type == CaseEventType.Disposition).Data.GetRawText());
            Assert.Equal("""["Contacto efectivo","Resuelto"]""", await database.ReadAsync(db => db.Cases.Where(c => c.Id == CaseNumber.IdOf(number)).Select(c => c.DispositionLabels).SingleAsync()));
        }

        async Task<string> GridAsync(string of)
        {
            var rows = (await database.Get<CaseQueries>().PageAsync(new(organisation.Service!.Id) { WithNumbers = true }, agent, None)).Rows;
            return string.Join(" › ", JsonSerializer.Deserialize<string[]>(rows.Single(r => r.Number == of).Subject!.Labels!)!);
        }
    }

    private static async Task<long> DoneAsync(Task<Outcome> command) => Assert.IsAssignableFrom<Outcome.Done>(await command).Version;

    private static async Task<(GuideDesk Desk, GuideQueries Queries, Actor Actor, Organisation Organisation)> StartAsync(TestDatabase database)
    {
        var made = await Organisation.CreateAsync(database);
        await made.ServiceAsync();
        return (database.Get<GuideDesk>(), database.Get<GuideQueries>(), await made.ActorAsync(Role.ExperienceAnalyst), made);
    }
}
