using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Filters;

/// <summary>Rows that are awkward on purpose, and random filters over them.</summary>
public sealed class RandomTable(Random random)
{
    private static readonly string[] Texts =
        ["Ñandú", "nandu", "NANDU", "ÁRBOL", "árbol ", " ", "", "a", "ab", "á b", "%_", "'\"\\", "😀 bien", "ß", "İstanbul", "z", "\U0010FFFF", "Öl", new string('x', 255), new string('x', 256), new string('x', 256) + "Y", new string('é', 300)];

    private static readonly string[] Numbers = ["0", "-1", "1", "1.5", "10", "9", "1000000000000", "no es número", "", "0.1"];
    private static readonly string[] Dates = ["2026-01-15T04:59:59.999Z", "2026-01-15T05:00:00Z", "2026-01-15T12:30:30Z", "2026-01-16T04:59:59.999Z", "2026-01-16T05:00:00Z", "1965-03-01T00:00:00Z"];
    private static readonly string[] Days = ["2026-01-14", "2026-01-15", "2026-01-16", "2026-01-15T07:30", "1965-02-28"];

    public static readonly (string, FieldType)[] Columns = [("texto", FieldType.Text), ("numero", FieldType.Number), ("fecha", FieldType.Date), ("si", FieldType.Boolean)];

    /// <summary>The table, some of its cases already somebody's, and its rows as a list shows them.</summary>
    public async Task<(FilterTable Table, IReadOnlyList<OracleRow> Rows)> CreateAsync(DatabaseKind kind, int rows)
    {
        var given = Enumerable.Range(0, rows).Select(i => ($"k{i:D4}", (IReadOnlyDictionary<string, string?>)Row())).ToList();
        string[] places = [Organisation.Home, Organisation.Sister, Organisation.Far];
        var table = await FilterTable.CreateAsync(kind, Columns, given, "America/Lima", i => places[i % 3], i => FakeClock.Start.AddHours(-random.Next(60)));
        var head = await table.Organisation.ActorAsync(Role.BranchHead);
        foreach (var key in await table.KeysAsync(FilterTable.Where("Agencia", "eq", Organisation.Home, CaseField.Management)))
            if (random.Next(3) == 0)
                await table.Database.Get<CaseDesk>().OpenAsync(CaseNumber.Of(await IdAsync(table, key)), head, CancellationToken.None);
        var page = await table.Queries.PageAsync(new(table.Campaign.Id) { Limit = 500 }, table.Analyst, CancellationToken.None);
        return (table, [.. page.Rows.Select(c => new OracleRow(c.CustomerRef!, given.Single(g => g.Item1 == c.CustomerRef).Item2, c))]);
    }

    public FilterNode Tree(int levels = 3)
    {
        if (levels == 0 || random.Next(3) == 0)
            return Condition();
        return new FilterGroup((Connector)random.Next(3), [.. Enumerable.Range(0, random.Next(4)).Select(_ => Tree(levels - 1))]);
    }

    public FilterCondition Condition()
    {
        var (name, type, source, values) = Pick<(string, FieldType, string, object[])>(
        [
            ("texto", FieldType.Text, SchemaField.Base, [.. Texts.Where(t => t.Length > 0)]), ("numero", FieldType.Number, SchemaField.Base, [0, -1, 1, 1.5, 9.5, 10, 1e12, 0.1]),
            ("fecha", FieldType.Date, SchemaField.Base, Days), ("si", FieldType.Boolean, SchemaField.Base, [true, false]),
            ("Fecha encuesta", FieldType.Date, SchemaField.Meta, Days), ("Número", FieldType.Text, CaseField.Management, ["100001", "10000", "03", "x", "100010"]),
            ("Agencia", FieldType.Text, CaseField.Management, ["home", "SISTER", "s", "é", "HOMER"]), ("Responsable", FieldType.Text, CaseField.Management, ["BranchHead.HOME", "branch", "zz"]),
            ("Estado gestión", FieldType.Choice, CaseField.Management, ["Unmanaged", "Started", "Completed"]),
        ]);
        var op = Pick([.. FilterOp.For(type).Where(o => o.Comparison is not (Comparison.Today or Comparison.LastDays or Comparison.ThisWeek or Comparison.ThisMonth))]);
        return FilterTable.Where(name, op.Code, op.Comparison switch
        {
            Comparison.Empty => null,
            Comparison.In => Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(values)).ToList(),
            Comparison.Between => new[] { Pick(values), Pick(values) },
            _ => Pick(values),
        }, source);
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private Dictionary<string, string?> Row() => new() { ["texto"] = Maybe(Texts), ["numero"] = Maybe(Numbers), ["fecha"] = Maybe(Dates), ["si"] = Maybe(["true", "false", "quizá"]) };

    private string? Maybe(string[] values) => random.Next(5) == 0 ? null : Pick(values);

    private static async Task<long> IdAsync(FilterTable table, string key) => await table.Database.ReadAsync(db => Task.FromResult(db.Cases.Single(c => c.CustomerRef == key).Id));
}
