using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

/// <summary>Requirements and insistences that were filed elsewhere (docs/rules.md, "Imports of requirements").</summary>
public sealed class RequirementImportTests
{
    private const string Head = "Número|Asunto|Requerimiento inicial|Línea de producto|Fecha de ingreso|Fecha máxima|Fecha de respuesta|Respuesta|Categoría 1|Responsable|Canal de ingreso|Prioridad|Clasificación|Nombre|Teléfono|Correo|Descripción|Agencia|Comuna";

    private static readonly string[] Rows =
    [
        "R1|Requerimiento||Medidor|02/12/2025 10:00|16/12/2025|||Boleta|Facturación|Llamada telefónica|Alta|Reclamo|Rosa Ficticia|56911112222||La boleta no cuadra|HOME|Maipú",
        "R2|||granel|05/01/2026||10/01/2026|Se envió un técnico|||email|||Julio Inventado||||far|",
        "R3|gestion de cobranza|||12/01/2026||||||Presencial||||||Deuda ajena|HOME|",
        "R4|Respuesta fuera de plazo|R1||20/12/2025||||||phone||||||Insiste||",
        "R5|disagreement|R2||12/01/2026||||||||||||No está conforme||",
    ];

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Rows_become_requirements_and_insistences_by_codes_or_labels_with_the_date_of_the_file_or_of_the_subject(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RequirementsAsync(kind);
        await bench.Organisation.RequirementAreaAsync("facturacion", await bench.Organisation.PersonAsync(Role.BranchHead, Organisation.Far));
        var done = await ImportAsync(bench, Rows);
        Assert.Equal((ImportState.Completed, 5, 5, 0), (done.State, done.Total, done.Created, done.Rejected));
        var cases = await bench.CasesAsync();
        Assert.Equal(["R1 general medidor phone HOME High 2025-12-16", "R2 general granel email FAR Normal 2026-01-19", "R3 collections  email HOME High 2026-01-26", "R4 late_response medidor phone HOME Normal 2026-01-06", "R5 disagreement granel  FAR Normal 2026-01-26"],
            cases.Select(c => $"{c.ExternalId} {c.Subject} {c.Requirement!.Line} {c.Requirement.Channel} {bench.Organisation.Branches.Single(b => b.Value.Id == c.BranchId).Key} {c.Priority} {c.DueAt!.Value.AddHours(-3):yyyy-MM-dd}"));
        Assert.Equal([null, null, null, cases[0].Id, cases[1].Id], cases.Select(c => c.InitialId));
        Assert.Equal((new DateTime(2026, 1, 10, 3, 0, 0), "Se envió un técnico", null, "Julio Inventado"), (cases[1].RespondedAt, cases[1].Requirement!.Response!.Text, cases[1].Requirement!.Response!.ById, cases[1].CustomerName!));
        Assert.Equal(("in_person", "Gestión de cobranza", "gestion_de_clientes"), (cases[2].Requirement!.CameBy, cases[2].Requirement!.Category3, cases[2].Area));
        Assert.Equal(("Rosa Ficticia", "Boleta", "facturacion"), (cases[3].Requirement!.Problem.Name, cases[3].Requirement!.Category1, cases[3].Area!));
        Assert.Equal(["HOME", "Maipú"], cases[0].Values.Values.Order());
        Assert.Equal(2, await bench.Database.ReadAsync(db => db.CaseShares.CountAsync(s => s.Area == "facturacion")));
        var late = (await bench.Database.Get<RequirementQueries>().FindAsync("" + cases[0].Number, bench.Analyst, None))!;
        Assert.Equal(7, late.Stand.Advice("none").Result);
    }

    [Theory, OnEveryDatabase]
    public async Task An_insistence_that_the_assistant_gives_to_the_supervisor_is_refused_with_line_and_reason_and_the_requirement_is_blocked(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RequirementsAsync(kind);
        var supervisor = await bench.Organisation.ActorAsync(Role.RegionalSupervisor);
        string[] refused = ["R6|Respuesta fuera de plazo|R1||10/01/2026||||||||||||Otra vez||", "R7|disagreement|R2||13/01/2026||||||||||||Otra vez||", "R8|late_response|R2||13/01/2026||||||||||||Tarde||", "R9|disagreement|R3||13/01/2026||||||||||||x||"];
        var preview = await bench.ImportAsync(new TestTable([Head, .. Rows]), ImportKind.Cases, dryRun: true);
        Assert.Equal((3, 2), (preview.Created, preview.Rejected));      // nothing of a preview is there for an insistence to stand on
        var done = await ImportAsync(bench, [.. Rows, .. refused]);
        Assert.Equal((9, 5, 4), (done.Total, done.Created, done.Rejected));
        Assert.Equal(["7 Requerimiento inicial requirement.blocked", "8 Requerimiento inicial requirement.insistence_open", "9 Requerimiento inicial requirement.insistence_open", "10 Requerimiento inicial requirement.not_answered"],
            (await bench.ProblemsAsync(done.Id)).Select(p => $"{p.Line} {p.Column} {p.Code}"));
        var initial = await bench.CaseAsync("R1");
        Assert.Equal((7, "late_response"), (initial.Requirement!.Block!.Result, initial.Requirement.Block.Subject!));
        Assert.Equal(initial.Number, Assert.Single(await bench.Database.Get<QueueQueries>().ListAsync(QueueList.Escalated, 5, supervisor, None)).Number);
        Assert.Equal("requirement.blocked", Assert.Single(await bench.ProblemsAsync((await ImportAsync(bench, refused[0])).Id)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_at_fault_is_rejected_alone_with_line_column_and_reason(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RequirementsAsync(kind);
        await ImportAsync(bench, Rows[0], Rows[3]);
        var done = await ImportAsync(bench, Rows[0], "X1|Otra cosa|||01/01/2026|||||||||||||HOME|", "X2|late_response|||01/01/2026|||||||||||||HOME|", "X3||R1||01/01/2026|||||||||||||HOME|", "X4|late_response|R99||01/01/2026|||||||||||||HOME|",
            "X5|||agua|01/01/2026|||||||||||||HOME|", "X6||||01/02/2026|||||||||||||HOME|", "X7||||05/01/2026||01/01/2026||||||||||||", "X8||||05/01/2026|||Listo||||||||||HOME|", "X9||||05/01/2026|01/01/2026||||||||||||HOME|",
            "X10||||05/01/2026|||||Nadie|||||||||", "X11||||05/01/2026||||||fax|||||||HOME|", "X12||||05/01/2026||||||||||||||", "R1|collections|||05/01/2026|||||||||||||HOME|", "R4|late_response|R4||20/12/2025|||||||||||||HOME|", "X13|late_response|R4||20/12/2025|||||||||||||HOME|");
        Assert.Equal((16, 0, 1, 15), (done.Total, done.Created, done.Unchanged, done.Rejected));
        Assert.Equal(["3 Asunto subject.unknown", "4 Requerimiento inicial initial.missing", "5 Requerimiento inicial initial.not_wanted", "6 Requerimiento inicial initial.unknown", "7 Línea de producto line.unknown", "8 Fecha de ingreso date.future",
            "9 Fecha de respuesta response.before_intake", "10 Fecha de respuesta response.date_missing", "11 Fecha máxima max_date.before_intake", "12 Responsable area.unknown", "13 Canal de ingreso channel.unknown", "14 Agencia branch.missing",
            "15 Número key.duplicate", "16 Requerimiento inicial initial.changed", "17 Requerimiento inicial requirement.is_insistence"],
            (await bench.ProblemsAsync(done.Id)).Select(p => $"{p.Line} {p.Column} {p.Code}"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_row_updates_what_the_source_says_and_keeps_what_was_answered_here_and_taking_back_restores_everything(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RequirementsAsync(kind);
        var person = await bench.Organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        await bench.Organisation.RequirementAreaAsync("facturacion", person);
        var before = await bench.SnapshotAsync();
        var first = await ImportAsync(bench, Rows);
        var imported = await bench.SnapshotAsync();
        var second = await ImportAsync(bench, Rows[0].Replace("|||Boleta", "|15/12/2025|Se corrigió|Lectura").Replace("Facturación", "Granel"), Rows[1]);
        Assert.Equal((0, 1, 1, 0), (second.Created, second.Updated, second.Unchanged, second.Rejected));
        var changed = await bench.CaseAsync("R1");
        Assert.Equal(("Lectura", "granel", "Se corrigió"), (changed.Requirement!.Category1!, changed.Area!, changed.Requirement.Response!.Text!));
        Assert.Equal(ImportState.Reverted, (await bench.TakeBackAsync(second.Id)).State);
        Assert.Equal(imported, await bench.SnapshotAsync());
        Assert.Equal(("facturacion", null, person.Id), await bench.CaseAsync("R1") is var back ? (back.Area!, back.RespondedAt, await bench.Database.ReadAsync(db => db.CaseShares.Where(s => s.CaseId == back.Id).Select(s => s.UserId).SingleAsync())) : default);
        Assert.Equal(ImportState.Reverted, (await bench.TakeBackAsync(first.Id)).State);
        Assert.Equal(before, await bench.SnapshotAsync());
    }

    private static Task<ImportView> ImportAsync(ImportBench bench, params string[] rows) => bench.ImportAsync(new TestTable([Head, .. rows]), ImportKind.Cases);
}
