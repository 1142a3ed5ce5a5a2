using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Protocols;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Guides;

/// <summary>The assistant's table as a guide that somebody has to approve (docs/rules.md, "Protocols").</summary>
public sealed class ProtocolGuideTests
{
    private const string Code = "requerimientos";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.Requirement, Code, "Requerimientos", FakeClock.Start);
    private static readonly ProtocolTable Table = Campaign.Settings.Requirements.Assistant;

    [Fact]
    public void What_the_kind_brings_along_is_right()
    {
        Assert.Equal([GuideKind.Protocol, GuideKind.Script, GuideKind.Templates], GuideKinds.Of(CampaignKind.Requirement));
        foreach (var kind in GuideKinds.Of(CampaignKind.Requirement))
        {
            var guide = Guide.Of(kind, Campaign.Settings);
            Assert.Empty(guide.Check(Campaign));
            Assert.True(Guide.Read(kind, guide.Write())!.Against(guide).IsEmpty);
            Assert.True(guide.Completed().Against(guide).IsEmpty);
        }
        Assert.Equal([GuideKind.Protocol, GuideKind.Script], GuideKinds.Of(CampaignKind.Requirement).Where(new Actor(1, "", "", Role.RegionalSupervisor, 1).MayGuide));
        Assert.DoesNotContain(GuideKind.Protocol, GuideKinds.Of(CampaignKind.Requirement).Where(new Actor(1, "", "", Role.BranchHead, 1).MayGuide));
    }

    [Fact]
    public void Each_fault_is_named_at_its_place()
    {
        Assert.Equal("campaign.number_range rows.1.result", Wrong(Row(1, r => r with { Result = 100 })));
        Assert.Equal("protocol.result_twice rows.1.result, protocol.result_twice rows.2.result", Wrong(Row(1, r => r with { Result = 2 })));
        Assert.Equal("required rows.1.action", Wrong(Row(1, r => r with { Action = "" })));
        Assert.Equal("unknown rows.1.action", Wrong(Row(1, r => r with { Action = "delete_everything" })));
        Assert.Equal("required rows.1.text", Wrong(Row(1, r => r with { Text = " " })));
        Assert.Equal("too_long rows.1.text", Wrong(Row(1, r => r with { Text = new('x', ProtocolTable.TextMax + 1) })));
        Assert.Equal("protocol.mark rows.1.text", Wrong(Row(1, r => r with { Text = "Diga {nada}." })));
        Assert.Equal("", Wrong(Row(1, r => r with { Text = "Diga que el {numero} se responde hasta el {fecha_maxima}; el {numero_ticket}, hasta el {fecha_maxima_ticket}." })));
        Assert.Equal("protocol.no_value rows.1.when.initial, protocol.hole holes.initial=no_within,insistence=none", Wrong(Row(1, r => r with { When = new Dictionary<string, IReadOnlyList<string>>(r.When) { ["initial"] = [] } })));
        Assert.Equal("unknown rows.1.when.initial, protocol.hole holes.initial=no_within,insistence=none", Wrong(Row(1, r => r with { When = new Dictionary<string, IReadOnlyList<string>>(r.When) { ["initial"] = ["maybe"] } })));
        Assert.Equal("unknown rows.1.when.weather, protocol.hole holes.initial=no_within,insistence=none", Wrong(Row(1, r => r with { When = new Dictionary<string, IReadOnlyList<string>>(r.When) { ["weather"] = ["rain"] } })));
        Assert.Equal("unknown approver", Wrong(Table with { Approver = Role.Agent }));
        Assert.Equal("guide.too_many rows", Wrong(Table with { Rows = [.. Enumerable.Repeat(Table.Rows[0], ProtocolTable.RowsMax + 1)] }));
        foreach (var facts in new IReadOnlyList<ProtocolFact>[] { [], [.. Table.Facts.Take(2)], [.. Table.Facts, new("x", "X")], [Table.Facts[0] with { Label = "Otro" }, .. Table.Facts.Skip(1)] })
            Assert.Equal("protocol.facts facts", Wrong(Table with { Facts = facts }));
        Assert.Equal(["protocol.facts"], (Table with { Facts = [.. Table.Facts, Table.Facts[0]] }).Check([], []).Select(r => r.Code));
    }

    [Fact]
    public void Holes_and_overlaps_are_each_named()
    {
        Assert.Equal("protocol.hole holes.initial=no_within|no_late,insistence=open_within, protocol.hole holes.initial=yes,insistence=none|answered,customer=satisfied, "
            + "protocol.hole holes.initial=yes,insistence=none|answered,customer=none, protocol.hole holes.initial=yes,insistence=answered,customer=unaware", Wrong(Table with { Rows = [.. Table.Rows.Where(r => !r.IsAdded)] }));
        var overlap = Assert.Single(new ProtocolGuide(Row(2, r => r with { When = new Dictionary<string, IReadOnlyList<string>>(r.When) { ["customer"] = ["unaware", "satisfied"] } })).Check(Campaign));
        Assert.Equal(("protocol.overlap", "overlaps.initial=yes,insistence=none,customer=satisfied", 2, 11), (overlap.Code, overlap.Field, overlap.Have, overlap.Need));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"table\":{\"facts\":null,\"rows\":[]}}")]
    [InlineData("{\"table\":{\"facts\":[null],\"rows\":[]}}")]
    [InlineData("{\"table\":{\"facts\":[],\"rows\":[{\"result\":1,\"action\":null,\"text\":\"x\"}]}}")]
    [InlineData("{\"table\":{\"facts\":[],\"rows\":[{\"result\":1,\"action\":\"x\",\"text\":\"x\",\"when\":{\"a\":null}}]}}")]
    [InlineData("{\"table\":{\"facts\":[],\"rows\":[{\"result\":1,\"action\":\"x\",\"text\":\"x\",\"when\":{\"a\":[null]}}]}}")]
    [InlineData("{\"table\":{\"approver\":\"Nobody\"}}")]
    public void What_is_no_protocol_is_not_read(string content) => Assert.Null(Guide.Read(GuideKind.Protocol, content));

    [Fact]
    public void What_publishing_changes_is_said_by_the_rows_numbers_and_the_facts_labels()
    {
        var running = new ProtocolGuide(Table);
        var changed = Row(1, r => r with { Text = " Dígale la fecha. " });
        var diff = new ProtocolGuide(changed with { Approver = Role.RegionalSupervisor, Rows = [.. changed.Rows.Where(r => r.Result != 11), new(12, "offer_close", "Ofrezca cerrar.", true) { When = Table.Rows[11].When }] }).Completed().Against(running);
        Assert.Equal(["12 · Requerimiento inicial: Con respuesta · Ticket de insistencia: No tiene / Con respuesta · Qué dice el cliente: Está conforme → Ofrezca cerrar."], diff.Added);
        Assert.Equal(["11 · Requerimiento inicial: Con respuesta · Ticket de insistencia: No tiene / Con respuesta · Qué dice el cliente: Está conforme → No hay nada pendiente: ofrezca cerrar el requerimiento."], diff.Removed);
        Assert.Equal(["1 · Requerimiento inicial: Sin respuesta, dentro de plazo · Ticket de insistencia: No tiene → Dígale la fecha.", "approver.RegionalSupervisor"], diff.Changed);
        Assert.False(new ProtocolGuide(Row(1, r => r with { Action = "read_both" })).Against(running).IsEmpty);
        // Another order, or all values written out, is no other table.
        Assert.True(new ProtocolGuide(Table with { Rows = [.. Table.Rows.Reverse().Select(r => r with { When = new Dictionary<string, IReadOnlyList<string>>(r.When) { ["customer"] = r.When.GetValueOrDefault("customer") ?? ["none", "satisfied", "unsatisfied", "unaware"] } })] }).Completed().Against(running).IsEmpty);
    }

    [Theory, OnEveryDatabase]
    public async Task Both_roles_draft_and_only_the_one_that_the_table_names_puts_it_into_force(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await database.CommitAsync(db => db.Campaigns.Add(CampaignTemplate.Create(CampaignKind.Requirement, Code, "Requerimientos", FakeClock.Start)));
        var (desk, queries) = (database.Get<GuideDesk>(), database.Get<GuideQueries>());
        var (analyst, supervisor) = (await organisation.ActorAsync(Role.ExperienceAnalyst), await organisation.ActorAsync(Role.RegionalSupervisor));
        Assert.Equal(GuideKind.Protocol, (await queries.FindAsync(Code, null, analyst, None))!.Kind);
        Assert.IsType<Outcome.Forbidden>(await desk.SaveDraftAsync(Code, GuideKind.Protocol, 0, new ProtocolGuide(Table).Write(), await organisation.ActorAsync(Role.BranchHead), None));

        // Nothing with holes or overlaps is published, however often one asks.
        var draft = await SaveAsync(0, Table with { Rows = [.. Table.Rows.Where(r => !r.IsAdded)] }, supervisor);
        Assert.Equal([new("protocol.approver")], Assert.IsType<Outcome.Refused>(await PublishAsync(draft, supervisor)).Reasons);
        Assert.Equal(4, Assert.IsType<Outcome.Invalid>(await PublishAsync(draft, analyst)).Errors.Count);
        draft = await SaveAsync(draft, Row(1, r => r with { Text = "Dígale la fecha." }), supervisor);
        Assert.Equal([new("protocol.approver")], Assert.IsType<Outcome.Refused>(await PublishAsync(draft, supervisor)).Reasons);
        Assert.Equal(Table.Rows[1].Text, (await TableAsync()).Rows[1].Text);
        Assert.Equal(2, Assert.IsType<Outcome.Done>(await PublishAsync(draft, analyst)).Version);
        Assert.Equal("Dígale la fecha.", (await TableAsync()).Rows[1].Text);
        Assert.Equal([analyst.Name, null], (await queries.FindAsync(Code, GuideKind.Protocol, supervisor, None))!.Versions.Select(v => v.By));

        // Another approver is the analyst's to name; from then on the analyst drafts and the supervisor approves.
        var handed = await TableAsync() with { Approver = Role.RegionalSupervisor };
        draft = await SaveAsync(0, handed, supervisor);
        Assert.IsType<Outcome.Refused>(await PublishAsync(draft, supervisor));
        Assert.IsType<Outcome.Done>(await PublishAsync(draft, analyst));
        draft = await SaveAsync(0, handed with { Rows = [.. handed.Rows.Select(r => r.Result == 2 ? r with { Text = "Léale la respuesta." } : r)] }, analyst);
        Assert.IsType<Outcome.Refused>(await PublishAsync(draft, analyst));
        Assert.Equal(4, Assert.IsType<Outcome.Done>(await PublishAsync(draft, supervisor)).Version);
        Assert.Equal((supervisor.Name, Role.RegionalSupervisor), ((await queries.FindAsync(Code, GuideKind.Protocol, analyst, None))!.Versions[0].By, (await TableAsync()).Approver));

        // The old version comes back with its old approver, whom again an analyst puts there.
        draft = Assert.IsType<Outcome.Done>(await desk.BringBackAsync(Code, GuideKind.Protocol, 1, 0, supervisor, None)).Version;
        Assert.IsType<Outcome.Refused>(await PublishAsync(draft, supervisor));
        Assert.IsType<Outcome.Done>(await PublishAsync(draft, analyst));
        Assert.Equal((Role.ExperienceAnalyst, Table.Rows[1].Text), ((await TableAsync()).Approver, (await TableAsync()).Rows[1].Text));

        async Task<long> SaveAsync(long version, ProtocolTable table, Actor actor) => Assert.IsType<Outcome.Done>(await desk.SaveDraftAsync(Code, GuideKind.Protocol, version, new ProtocolGuide(table).Write(), actor, None)).Version;
        Task<Outcome> PublishAsync(long version, Actor actor) => desk.PublishAsync(Code, GuideKind.Protocol, version, null, actor, None);
        Task<ProtocolTable> TableAsync() => database.ReadAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Code)).Settings.Requirements.Assistant);
    }

    private static ProtocolTable Row(int result, Func<ProtocolRow, ProtocolRow> change) => Table with { Rows = [.. Table.Rows.Select(r => r.Result == result ? change(r) : r)] };

    private static string Wrong(ProtocolTable table) => string.Join(", ", new ProtocolGuide(table).Check(Campaign).Select(r => $"{r.Code} {r.Field}"));
}
