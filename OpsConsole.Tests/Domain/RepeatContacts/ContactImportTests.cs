using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>Files of contacts: the kind `contacts` (decisions "Imports", issue 7 "Bad input").</summary>
public sealed class ContactImportTests
{
    private const string Head = "Id contacto|Cuenta|Fecha contacto|Canal|Causa|Síntoma|Es reclamo|Asesor";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Rows_without_account_unknown_causes_dates_to_come_and_duplicates_are_listed_with_line_and_reason(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        await cell.LogAsync("A-1", cell.Now.AddDays(-1), "C", id: "K0");
        var done = await ImportAsync(cell, [Head,
            "K1|A-1|14/01/2026 10:00|Teléfono|c||sí|Nadie", "K2||14/01/2026 10:00|phone|C|||", "K3|A-1|14/01/2026 10:00|phone|Z|||", "K4|A-1|15/01/2026 10:01|phone|C|||",
            "K1|A-1|13/01/2026 10:00|phone|C|||", "K0|A-1|13/01/2026 10:00|phone|C|||", "|A-1|13/01/2026 09:00|fax|C|||", "K8|A-1|13/01/2026 09:00|correo|Visitas técnicas||no|"]);
        Assert.Equal((ImportState.Completed, 8, 2, 6), (done.State, done.Total, done.Created, done.Rejected));
        Assert.Equal(["3 Cuenta contact.account_missing", "4 Causa cause.unknown", "5 Fecha contacto contact.future", "6 Id contacto key.duplicate", "7 Id contacto contact.known", "8 Canal channel.unknown"],
            (await cell.Database.Get<ImportQueries>().ProblemsAsync(done.Id, false, 100, cell.Analyst, None)).Select(p => $"{p.Line} {p.Column} {p.Code}"));
        await cell.CheckAsync();
    }

    [Theory, OnEveryDatabase]
    public async Task Marks_are_right_whatever_the_order_of_the_rows_and_follow_when_the_import_is_taken_back(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        for (var i = 0; i < 4; i++)
            await cell.LogAsync($"A-{i % 2}", cell.Now.AddDays(-2 * i), "C");
        var before = await cell.ReadAsync();
        var random = new Random(7);
        var rows = Enumerable.Range(0, 700).Select(i => $"R{i}|A-{i % 40}|{cell.Now.AddHours(-5 - random.Next(24 * 30)).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)}|phone|{"CDE"[random.Next(3)]}|{(i % 3 == 0 ? "Sin señal" : "")}||").ToArray();
        random.Shuffle(rows);
        var done = await ImportAsync(cell, [Head, .. rows]);
        Assert.Equal(700, done.Created);
        await cell.CheckAsync();
        Cell.Done(await cell.Database.Get<ImportDesk>().CancelAsync(done.Id, cell.Analyst, None));
        if (await cell.Database.Get<ImportQueue>().ClaimAsync(None) is { TakesBack: true } job)
            await cell.Database.Get<ImportQueue>().TakeBackAsync(job, None);
        Assert.Equal(before, await cell.ReadAsync());
    }

    [Theory, OnEveryDatabase]
    [Trait("Category", RealData.Category)]
    public async Task The_real_file_of_repeat_callers_is_marked_as_the_evaluator_says(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        const string Mapping = """{"columns":[{"column":"caso","source":"meta","field":"Id contacto"},{"column":"cuenta_cliente","source":"meta","field":"Cuenta"},{"column":"fecha_contacto","source":"meta","field":"Fecha contacto"},{"column":"causal_sintoma","source":"meta","field":"Síntoma"},{"constant":"phone","source":"meta","field":"Canal"}]}""";
        var lines = (await File.ReadAllLinesAsync(RealData.File("repeat_callers", "contactos_dev.csv"))).Where(l => l.Length > 0).Select(l => l.TrimStart('\uFEFF').Replace(';', '|')).ToArray();
        var done = await ImportAsync(cell, lines, Mapping);
        Assert.Equal((890, 0), (done.Created, done.Rejected));
        await cell.CheckAsync();
        var log = await cell.ReadAsync();
        Assert.Equal(121, log.GroupBy(c => (c.Account, c.At.AddHours(-5).Date)).Count(g => g.Count() >= 2));
        Assert.Equal((44, 26), (log.Where(c => c.Mark.StartsWith("recurrent", StringComparison.Ordinal)).Select(c => c.Account).Distinct().Count(), log.Where(c => c.Mark.Contains(" repeat ")).Select(c => c.Account).Distinct().Count()));
    }

    private static async Task<ImportView> ImportAsync(Cell cell, string[] lines, string? mapping = null)
    {
        var id = Assert.IsAssignableFrom<Outcome.Done>(await cell.Database.Get<ImportDesk>().ReceiveAsync(Cell.Code, new(ImportKind.Contacts, "file.csv", "stored", new(mapping, false, false), false), cell.Analyst, None)).Id!;
        await cell.Database.Get<ImportRunDesk>().RunAsync(id, (_, _) => Task.FromResult<IRowSource>(new TestTable(lines)), cell.Analyst, None);
        return (await cell.Database.Get<ImportQueries>().FindAsync(id, cell.Analyst, None)).Found!;
    }
}
