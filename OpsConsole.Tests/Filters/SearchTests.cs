using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>The search box (decisions, "Search box").</summary>
public sealed class SearchTests
{
    private static readonly (string, Dictionary<string, string?>)[] Rows =
    [
        ("k1", new() { ["nombre"] = "María Ñúñez", ["verbatim"] = "La atención fue pésima", ["celular"] = "+51 944-555-010" }),
        ("k2", new() { ["nombre"] = "Pedro Rojas", ["verbatim"] = "Buena ATENCION, gracias", ["celular"] = "944 555 011" }),
        ("k3", new() { ["nombre"] = "Ana", ["verbatim"] = "50% \"_\" raro", ["celular"] = "0445550109" }),
    ];

    [Theory, OnEveryDatabase]
    public async Task Every_word_must_occur_somewhere_without_case_and_accents_and_numbers_by_their_digits(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, [("nombre", FieldType.Text), ("verbatim", FieldType.Text), ("celular", FieldType.Text)],
            Rows.Select(r => (r.Item1, (IReadOnlyDictionary<string, string?>)r.Item2)));
        async Task Finds(string search, params string[] keys) => Assert.Equal(keys, await table.KeysAsync(FilterNode.Everything, search: search));
        await Finds("", "k1", "k2", "k3");
        await Finds("   ", "k1", "k2", "k3");
        await Finds("atencion", "k1", "k2");
        await Finds("ATENCIÓN pedro", "k2");
        await Finds("atencion ana");
        await Finds("tenci", "k1", "k2");
        await Finds("nunez", "k1");
        await Finds("ñuñez", "k1");
        await Finds("944555010", "k1");
        await Finds("944-555-010", "k1");
        await Finds("51 944 555 010", "k1");
        await Finds("944555", "k1", "k2");
        await Finds("50%", "k3");
        await Finds("\"_\"", "k3");
        await Finds("'; DROP TABLE");
        var numbers = (await table.Queries.PageAsync(new(table.Campaign.Id) { Sorts = [new(null, FieldCatalog.Number)] }, table.Analyst, CancellationToken.None)).Rows.Select(r => r.Number).ToList();
        await Finds(numbers[1], "k2");
        await Finds(numbers[1] + " pedro", "k2");
        await Finds(numbers[1] + " maria");
    }

    [Theory, OnEveryDatabase]
    public async Task A_word_under_three_characters_finds_a_whole_document_only(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, [("nombre", FieldType.Text)], [("k1", new Dictionary<string, string?> { ["nombre"] = "Ana 77" })]);
        var key = table.Campaign.Schema.Find(SchemaField.Meta, "ExternalDataReference")!.Key;
        var content = new CaseContent("k2", "k2", table.Organisation.Branches[Organisation.Home].Id, FakeClock.Start, new Dictionary<string, FieldValue> { [key] = new("77") }) { CustomerRef = "k2" };
        var added = Case.Create(table.Campaign, content, null, null, FakeClock.Start, table.Database.Clock);
        await table.Database.CommitAsync(db =>
        {
            db.Cases.Add(added);
            db.CaseEvents.AddRange(added.Log);
        });
        Assert.Equal(["k2"], await table.KeysAsync(FilterNode.Everything, search: "77"));
        Assert.Empty(await table.KeysAsync(FilterNode.Everything, search: "na"));
        Assert.Empty(await table.KeysAsync(FilterNode.Everything, search: "ana 77"));
        Assert.True(SearchTerms.Parse("ana 77").HasShortWord);
        Assert.False(SearchTerms.Parse("ana").HasShortWord);
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_is_found_by_its_new_words_and_no_longer_by_the_old_ones(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, [("nombre", FieldType.Text)], [("k1", new Dictionary<string, string?> { ["nombre"] = "Ana" })]);
        var head = await table.Organisation.ActorAsync(Role.BranchHead);
        Assert.Empty(await table.KeysAsync(FilterNode.Everything, search: "compromiso"));
        await table.Database.Get<CaseDesk>().SaveAsync(CaseNumber.Of(1), 1, Forms.FollowUp("Se tomó un compromiso"), head, CancellationToken.None);
        Assert.Equal(["k1"], await table.KeysAsync(FilterNode.Everything, search: "compromiso"));
        await table.Database.Get<CaseDesk>().SaveAsync(CaseNumber.Of(1), 3, Forms.FollowUp("Otra cosa"), head, CancellationToken.None);
        Assert.Empty(await table.KeysAsync(FilterNode.Everything, search: "compromiso"));
    }
}
