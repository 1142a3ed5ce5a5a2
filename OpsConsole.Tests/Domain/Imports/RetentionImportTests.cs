using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

/// <summary>A base of withdrawal requests becomes cases: the kind `cases` of a retention campaign (decisions "Imports"; docs/rules.md, "Retention base").</summary>
public sealed class RetentionImportTests
{
    private const string Head = "Número de queja|Tipo de queja|Número de servicio|Línea de producto|Rol del servicio|Equipos por entregar|Cliente|Documento|Teléfono 1|Teléfono 2|Teléfono 3|Contrato|Agencia|Fecha de queja|Plan";

    // Nobody: the numbers only meet their check digits and plans.
    private static readonly string[] Rows =
    [
        "0012001|107|0022345678|Internet|normal|módem|Rosa Ficticia Prueba|1710034065|099 111 2223|02 234 5678|0991112223|C-900|HOME|12/01/2026|Fibra 200",
        "0012002|107|0022345679|TELEVISIÓN|ANIPAGADOR|TV, decodificador|Julio Inventado|1710034065001|0981112223|||C-901|far|2026-01-13 09:30|",
        "0012003|107|0022345680|dth|Virtual Compartido||Rosa Ficticia Prueba|1710034065|12|||  |Home||",
        "0012004|107|0022345681|CDMA||líneas CDMA|||0981112224||||HOME||",
    ];

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_row_becomes_a_case_of_its_product_line_and_account_with_its_columns_as_they_came(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        var done = await ImportAsync(bench, [Head, .. Rows]);
        Assert.Equal((ImportState.Completed, 4, 4, 0, 1), (done.State, done.Total, done.Created, done.Rejected, done.Warnings));
        var cases = await bench.CasesAsync();
        Assert.Equal(["0012001 INTERNET C-900 HOME", "0012002 TELEVISION C-901 FAR", "0012003 DTH 0022345680 HOME", "0012004 CDMA 0022345681 HOME"],
            cases.Select(c => $"{c.ExternalId} {c.Type} {c.Account} {bench.Organisation.Branches.Single(b => b.Value.Id == c.BranchId).Key}"));
        Assert.All(cases, c => Assert.Equal((CaseStatus.Unmanaged, CasePriority.Normal, null, done.Id, FakeClock.Start, FakeClock.Start), (c.Status, c.Priority, c.Description, c.ImportId, c.CreatedAt, c.ReceivedAt)));
        var first = await ValuesAsync(bench, cases[0]);
        Assert.Equal(("0022345678", "0012001", "Internet", "12/01/2026", "0991112223", "HOME", "Fibra 200"),
            (first[RetentionColumns.Service], first[RetentionColumns.Complaint], first[RetentionColumns.Product], first[RetentionColumns.ComplainedOn], first[RetentionColumns.Phone3], first[RetentionColumns.Branch], first["Plan"]));
        var nameless = await ValuesAsync(bench, cases[3]);
        Assert.Equal((null, "0981112224"), (cases[3].CustomerId, nameless[RetentionColumns.Phone1]));
        Assert.DoesNotContain(RetentionColumns.Customer, nameless);
    }

    [Theory, OnEveryDatabase]
    public async Task Customers_are_known_by_the_document_that_its_check_digits_make_it_and_their_phones_are_of_the_campaigns_country(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        var done = await ImportAsync(bench, [Head, .. Rows, "0012005|107|1|DTH|||Otra Persona|1710034066|0991112224||||HOME||", "0012006|107|2|DTH|||Sin Documento||||||HOME||"]);
        Assert.Equal(6, done.Created);
        var customers = await bench.Database.ReadAsync(db => db.Customers.AsNoTracking().Include(c => c.ContactPoints).Include(c => c.Accounts).OrderBy(c => c.Id).ToListAsync());
        Assert.Equal(["Rosa Ficticia Prueba CEDULA EC True", "Julio Inventado RUC EC True", "Otra Persona OTRO  True", "Sin Documento   False"], customers.Select(c => $"{c.FirstName} {c.DocumentType} {c.DocumentCountry} {c.IsDocumentValid && c.DocumentType is not null}"));
        Assert.All(customers, c => Assert.Equal((null, null), (c.SecondName, c.FirstSurname)));
        Assert.Equal([(ContactPointType.Mobile, "099 111 2223", "+593991112223", "EC", true), (ContactPointType.Landline, "02 234 5678", "+59322345678", "EC", true)],
            customers[0].ContactPoints.Select(p => (p.Type, p.Value, p.Normalised, p.Country!, p.IsValid)));
        Assert.Equal("C-900", Assert.Single(customers[0].Accounts).Number);
        var cases = await bench.CasesAsync();
        Assert.Equal(cases[0].CustomerId, cases[2].CustomerId);
        Assert.NotEqual(cases[0].CustomerId, cases[1].CustomerId);
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_at_fault_is_rejected_alone_with_line_column_and_reason(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        var done = await ImportAsync(bench, [Head, .. Rows,
            "0012001|107|1|DTH||||||||  |HOME||", "|107|1|DTH||||||||  |HOME||", "7|107||DTH||||||||  |HOME||", "8|107|1|DTH||||||||  |HOMA||", "9|107|1|DTH||||||||  |||",
            "10|107|1|DTH|titular|||||||  |HOME||", "11|107|1|DTH||||||||  |HOME|mañana|", "12|107|1|DTH||||||||  |HOME|31/02/2026|"]);
        Assert.Equal((12, 4, 8), (done.Total, done.Created, done.Rejected));
        Assert.Equal(["6 Número de queja key.duplicate", "7 Número de queja key.missing", "8 Número de servicio service.missing", "9 Agencia branch.misspelt", "10 Agencia branch.missing", "11 Rol del servicio role.unknown", "12 Fecha de queja date.unreadable", "13 Fecha de queja date.no_such_day"],
            (await bench.ProblemsAsync(done.Id)).Select(p => $"{p.Line} {p.Column} {p.Code}"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_only_looks_wrong_goes_in_with_a_warning(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        var done = await ImportAsync(bench, [Head,
            "1|107|1|Internet|||||||||HOME||", "2|105|1|Fibra Óptica||antena, TV y teléfono|Ana|||12||  |HOME||", "3||1|||ninguno|||||||HOME||", "4|0107|1|GPON||||||||  |HOME||"]);
        Assert.Equal((4, 4, 0, 2), (done.Total, done.Created, done.Rejected, done.Warnings));
        Assert.Equal(["3 Línea de producto product.unknown Fibra Óptica", "3 Teléfono 2 phone.invalid 12", "3 Tipo de queja complaint.other 105", "3 Equipos por entregar equipment.unknown antena", "3 Equipos por entregar equipment.unknown teléfono", "4 Línea de producto product.missing ", "4 Tipo de queja complaint.missing "],
            (await bench.ProblemsAsync(done.Id, warnings: true)).Select(p => $"{p.Line} {p.Column} {p.Code} {p.Value}"));
        Assert.Equal("FIBRA ÓPTICA", (await bench.CaseAsync("2")).Type);
        Assert.False(Assert.Single((await bench.Database.ReadAsync(db => db.Customers.Include(c => c.ContactPoints).SingleAsync())).ContactPoints).IsValid);
    }

    [Theory, OnEveryDatabase]
    public async Task A_mapping_may_call_the_known_columns_base_or_metadata_and_write_them_without_accents(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        var stored = new List<string>();
        foreach (var source in new[] { "meta", "base" })
        {
            var mapping = $$$"""
                {"columns":[{"column":"id","source":"{{{source}}}","field":"NUMERO DE QUEJA"},{"column":"id","source":"{{{source}}}","field":"numero de servicio"},{"constant":"107","source":"{{{source}}}","field":"tipo de queja"},
                 {"column":"servicio","source":"{{{source}}}","field":"Linea de Producto","values":{"Cable":"TELEVISION"}},{"constant":"Home","source":"{{{source}}}","field":"agencia"},{"column":"zona","source":"base","field":"Zona"}]}
                """;
            var done = await ImportAsync(bench, ["id|servicio|zona", "Q1|Cable|3"], mapping);
            Assert.Equal((ImportState.Completed, 1), (done.State, done.Created));
            var made = await bench.CaseAsync("Q1");
            var values = await ValuesAsync(bench, made);
            Assert.Equal(("TELEVISION", "Q1", "TELEVISION"), (made.Type, made.Account, values[RetentionColumns.Product]));
            stored.Add(string.Join(' ', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}")));
            await bench.TakeBackAsync(done.Id);
        }
        Assert.Equal(stored[0], stored[1]);
        foreach (var (mapping, fault) in new[]
        {
            ("""{"columns":[{"column":"id","source":"meta","field":"Id externo"}]}""", "mapping.field_unknown"),
            ("""{"columns":[{"column":"id","source":"survey","field":"Número de queja"}]}""", "mapping.source_unknown"),
            ("""{"columns":[{"column":"id","source":"meta","field":"Número de queja"},{"column":"id","source":"base","field":"Numero de queja"}]}""", "mapping.field_twice"),
            ("""{"columns":[{"column":"id","source":"meta","field":"Número de queja"},{"constant":"HOME","source":"base","field":"Agencia"}]}""", "columns.required_missing"),
        })
            Assert.Equal(fault, (await ImportAsync(bench, ["id", "Q1"], mapping)).Fault?.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Another_file_updates_open_requests_but_neither_what_people_wrote_nor_the_days_of_a_motive(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        await ImportAsync(bench, [Head, .. Rows]);
        var desk = bench.Database.Get<CaseDesk>();
        async Task DisposeAsync(string key, RetentionForm data, params string[] path)
        {
            var found = await bench.CaseAsync(key);
            Assert.IsAssignableFrom<Outcome.Done>(await desk.DisposeAsync(found.Number, found.Version, new(path, null, null) { Data = data with { ServiceNumber = (await ValuesAsync(bench, found))[RetentionColumns.Service], ComplaintNumber = key, ComplaintType = "107" } }, bench.Analyst, None));
        }
        await DisposeAsync("0012001", new() { NextOn = new(2026, 1, 19) }, "PENDIENTE", "VOLVER A LLAMAR");
        await DisposeAsync("0012002", new(), "NO APLICA", "QUEJA DUPLICADA");
        var pending = await bench.CaseAsync("0012001");
        var before = await bench.SnapshotAsync();
        var again = await ImportAsync(bench, [Head, .. Rows]);
        Assert.Equal((0, 0, 4, 0), (again.Created, again.Updated, again.Unchanged, again.Rejected));
        var changed = await ImportAsync(bench, [Head, .. Rows.Select(r => r.Replace("C-90", "C-95"))]);
        Assert.Equal((0, 1, 2, 1), (changed.Created, changed.Updated, changed.Unchanged, changed.Rejected));
        Assert.Equal("3 Número de queja case_completed", Assert.Single((await bench.ProblemsAsync(changed.Id)).Select(p => $"{p.Line} {p.Column} {p.Code}")));
        var updated = await bench.CaseAsync("0012001");
        Assert.Equal(("C-950", CaseStatus.FollowUp, pending.DueAt, pending.NextContactAt), (updated.Account, updated.Status, updated.DueAt, updated.NextContactAt));
        Assert.Equal("C-950", (await ValuesAsync(bench, updated))[RetentionColumns.Contract]);
        Assert.Equal(ImportState.Reverted, (await bench.TakeBackAsync(changed.Id)).State);
        Assert.Equal(before, await bench.SnapshotAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task What_came_in_is_taken_back_and_its_keys_are_free_again(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        var before = await bench.SnapshotAsync();
        var preview = await ImportAsync(bench, [Head, .. Rows], dryRun: true);
        Assert.Equal((4, before), (preview.Created, await bench.SnapshotAsync()));
        var first = await ImportAsync(bench, [Head, .. Rows]);
        var opened = await bench.CaseAsync("0012003");
        await bench.Database.Get<CaseDesk>().OpenAsync(opened.Number, bench.Analyst, None);
        await bench.TakeBackAsync(first.Id);
        Assert.Equal("0012003", Assert.Single(await bench.CasesAsync()).ExternalId);
        Assert.Equal((3, 1), (await ImportAsync(bench, [Head, .. Rows]) is var again ? (again.Created, again.Unchanged) : default));
    }

    [Theory, OnEveryDatabase]
    public async Task A_request_imported_on_the_friday_before_carnival_is_due_at_the_end_of_ash_wednesday_in_guayaquil(DatabaseKind kind)
    {
        await using var bench = await ImportBench.RetentionAsync(kind);
        bench.Database.Clock.Jump(new DateTime(2026, 2, 13, 22, 30, 0, DateTimeKind.Utc) - bench.Database.Clock.UtcNow);      // 17:30 there
        await ImportAsync(bench, [Head, .. Rows]);
        Assert.All(await bench.CasesAsync(), c => Assert.Equal(new DateTime(2026, 2, 19, 4, 59, 59, 999, DateTimeKind.Utc), c.DueAt));
        bench.Database.Clock.Jump(TimeSpan.FromHours(9));       // 02:30 on Saturday, still the day after Friday there
        await ImportAsync(bench, [Head, "99|107|1|DTH|||||||||HOME|01/01/2026|"]);
        Assert.Equal(new DateTime(2026, 2, 19, 4, 59, 59, 999, DateTimeKind.Utc), (await bench.CaseAsync("99")).DueAt);
    }

    [Fact]
    public async Task Complaint_dates_that_fit_month_and_day_only_are_asked_about_and_a_pattern_answers()
    {
        await using var bench = await ImportBench.RetentionAsync(DatabaseKind.Sqlite);
        string[] lines = [Head, "1|107|1|DTH|||||||||HOME|01/25/2026|"];
        Assert.Equal("date.month_first", (await ImportAsync(bench, lines)).Fault?.Code);
        var columns = string.Join(',', Head.Split('|').Select(name => $$"""{"column":"{{name}}","source":"base","field":"{{name}}"{{(name == RetentionColumns.ComplainedOn ? ",\"dateFormat\":\"MM/dd/yyyy\"" : "")}}}"""));
        Assert.Equal(1, (await ImportAsync(bench, lines, $$"""{"columns":[{{columns}}]}""")).Created);
        var refused = await bench.Database.Get<ImportDesk>().ReceiveAsync("retencion", new(ImportKind.History, "f.csv", "stored", new(null, false, false), false), bench.Analyst, None);
        Assert.Equal("import.kind_unfit", Assert.Single(Assert.IsType<Outcome.Invalid>(refused).Errors).Code);
    }

    private static Task<ImportView> ImportAsync(ImportBench bench, string[] lines, string? mapping = null, bool dryRun = false) =>
        bench.ImportAsync(new TestTable(lines), ImportKind.Cases, new(mapping, false, false), dryRun);

    private static async Task<Dictionary<string, string>> ValuesAsync(ImportBench bench, Case found)
    {
        var schema = (await bench.Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == bench.Code))).Schema;
        return found.Values.ToDictionary(v => schema.Fields.Single(f => f.Key == v.Key && f.Source == SchemaField.Base).Name, v => v.Value);
    }
}
