using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

/// <summary>Forms that were filled in elsewhere become cases of the cell (docs/rules.md, "Imports of forms").</summary>
public sealed class EscalationImportTests
{
    private const string Head = "Id escalamiento|Cuenta|Fecha|Motivo|Causal|Razón|Subrazón|Tipo PQR|Área|Gestión|Asesor|Agencia|Turno";

    private static readonly string[] Rows =
    [
        "E1|8800123|14/01/2026 16:30|Visita incumplida|C|R1|S1|Queja|Visitas|Se revisó la orden|agent.home|HOME|tarde",
        "E2|8800124|2026-01-14|Otra empresa|cuentas no gestionables|||P||||far|",
        "E3|8800125|2026-01-15T09:00:00-05:00||g. facturación y cartera|||r|cartera||Nadie Conocida|Home|",
    ];

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_row_becomes_a_case_by_codes_or_labels_with_its_agent_and_its_deadline_from_the_form(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CellAsync(kind);
        var agent = await bench.Organisation.PersonAsync(Role.Agent);
        var customer = Assert.IsAssignableFrom<Outcome.Done>(await bench.Database.Get<CustomerDesk>().CreateAsync(new() { FirstName = "Marta", Accounts = [new("8800123")] }, bench.Analyst, None)).Id;
        var done = await ImportAsync(bench, [Head, .. Rows]);
        Assert.Equal((ImportState.Completed, 3, 3, 0), (done.State, done.Total, done.Created, done.Rejected));
        var cases = await bench.CasesAsync();
        Assert.Equal(["E1 8800123 C visitas Q 2026-01-14 HOME", "E2 8800124 B cuentas_especiales P 2026-01-14 FAR", "E3 8800125 G cartera R 2026-01-15 HOME"],
            cases.Select(c => $"{c.ExternalId} {c.Account} {c.Cause} {c.Area} {c.Escalation!.Form.Petition} {c.FormOn:yyyy-MM-dd} {bench.Organisation.Branches.Single(b => b.Value.Id == c.BranchId).Key}"));
        Assert.Equal([(agent.Id, "agent.home"), (null, null), (null, "Nadie Conocida")], cases.Select(c => (c.FormById, c.Escalation!.AgentName)));
        Assert.Equal((customer, new DateTime(2026, 1, 14, 21, 30, 0)), (cases[0].CustomerId, cases[0].ReceivedAt));
        Assert.Equal(["HOME", "tarde"], cases[0].Values.Values.Order());
        Assert.All(cases, c => Assert.Equal((CaseStatus.Unmanaged, null, true, done.Id), (c.Status, c.EscalationState, c.DueAt > c.ReceivedAt && c.DueAt < c.ReceivedAt.AddDays(3), c.ImportId)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_at_fault_is_rejected_alone_with_line_column_and_reason(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CellAsync(kind);
        await ImportAsync(bench, [Head, Rows[0]]);
        var rows = new[]
        {
            Rows[0], "E4||2026-01-14||C|||||||HOME|", "E5|1|2026-01-14||Z|||||||HOME|", "E6|1|2026-01-14||C||||Ventas locas|||HOME|", "E7|1|2026-01-16||C|||||||HOME|", "E8|1|||C|||||||HOME|",
            "E9|1|2026-01-14||C|||X||||HOME|", "E10|1|2026-01-14||B||||Soporte|||HOME|", "E11|1|2026-01-14||C|||||||NADA|", "E12|1|2026-01-14|||||||||HOME|", "E13|1|2026-01-14||C|||||||HOME|", "E13|2|2026-01-14||C|||||||HOME|",
        };
        var done = await ImportAsync(bench, [Head, .. rows]);
        Assert.Equal((12, 1, 1, 10), (done.Total, done.Created, done.Unchanged, done.Rejected));
        Assert.Equal(["3 Cuenta account.missing", "4 Causal cause.unknown", "5 Área area.unknown", "6 Fecha date.future", "7 Fecha date.missing", "8 Tipo PQR petition.unknown", "9 Área area.not_owner", "10 Agencia branch.unknown", "11 Causal cause.missing", "13 Id escalamiento key.duplicate"],
            (await bench.ProblemsAsync(done.Id)).Select(p => $"{p.Line} {p.Column} {p.Code}"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_row_updates_an_open_case_and_taking_back_restores_everything(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CellAsync(kind);
        var before = await bench.SnapshotAsync();
        var first = await ImportAsync(bench, [Head, .. Rows]);
        var imported = await bench.SnapshotAsync();
        string[] changed = [Rows[0].Replace("|C|", "|A|").Replace("Visitas|", "Soporte|"), Rows[1], "E9|77|2026-01-14||F|||||||HOME|"];
        var preview = await bench.ImportAsync(new TestTable([Head, .. changed]), ImportKind.Escalations, dryRun: true);
        Assert.Equal((1, 1, 1), (preview.Created, preview.Updated, preview.Unchanged));
        Assert.Equal(imported, await bench.SnapshotAsync());
        var second = await ImportAsync(bench, [Head, .. changed]);
        Assert.Equal((1, 1, 1, 0), (second.Created, second.Updated, second.Unchanged, second.Rejected));
        Assert.Equal(("A", "soporte", "Soporte técnico"), await OfAsync("E1"));
        Assert.Equal(ImportState.Reverted, (await bench.TakeBackAsync(second.Id)).State);
        Assert.Equal(("C", "visitas", "Visitas técnicas"), await OfAsync("E1"));
        Assert.Equal(imported, await bench.SnapshotAsync());
        Assert.Equal(ImportState.Reverted, (await bench.TakeBackAsync(first.Id)).State);
        Assert.Equal(before, await bench.SnapshotAsync());

        async Task<(string, string, string)> OfAsync(string key) => await bench.CaseAsync(key) is var c ? (c.Cause!, c.Area!, c.Type!) : default;
    }

    [Theory, OnEveryDatabase]
    public async Task A_completed_case_and_one_that_people_worked_on_stay(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CellAsync(kind);
        var done = await ImportAsync(bench, [Head, .. Rows]);
        var (desk, first) = (bench.Database.Get<CaseDesk>(), await bench.CaseAsync("E1"));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.ManageAsync(first.Number, first.Version, new() { Management = "Hecho" }, bench.Analyst, None));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.CloseAsync(first.Number, bench.Analyst, None));
        var again = await ImportAsync(bench, [Head, Rows[0].Replace("8800123", "8800199")]);
        Assert.Equal("case_completed", Assert.Single(await bench.ProblemsAsync(again.Id)).Code);
        await bench.TakeBackAsync(done.Id);
        Assert.Equal(["E1"], (await bench.CasesAsync()).Select(c => c.ExternalId));
    }

    private static Task<ImportView> ImportAsync(ImportBench bench, IEnumerable<string> lines) => bench.ImportAsync(new TestTable([.. lines]), ImportKind.Escalations);
}
