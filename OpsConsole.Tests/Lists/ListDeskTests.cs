using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Lists;

/// <summary>Column selector: per user and campaign, saved, reset; what an address names by opaque ids (spec 01 "Columns", ux §7).</summary>
public sealed class ListDeskTests
{
    private const string Campaign = "operaciones";

    private static readonly ColumnChoice[] Chosen = [new(CaseField.Management, "Número"), new(CaseField.Management, "Responsable", "A cargo «ñ»", 176, true), new(SchemaField.Meta, "Canal")];

    [Theory, OnEveryDatabase]
    public async Task Columns_are_kept_for_each_person_and_campaign_and_a_reset_forgets_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var people = await Organisation.CreateAsync(database);
        var (desk, queries) = (database.Get<ListDesk>(), database.Get<ListQueries>());
        var (mine, other) = (await people.ActorAsync(Role.BranchHead), await people.ActorAsync(Role.ExperienceAnalyst));
        Assert.Null(await queries.OwnAsync(Campaign, mine, default));
        var id = Assert.IsAssignableFrom<Outcome.Done>(await desk.KeepAsync(Campaign, Chosen, 100, mine, default)).Id;
        var kept = (await queries.OwnAsync(Campaign, mine, default))!;
        Assert.Equal((id, 100), (kept.Id, kept.Rows));
        Assert.Equal(Chosen, kept.Columns);
        Assert.Null(await queries.OwnAsync(Campaign, other, default));
        Assert.Null(await queries.OwnAsync("otra", mine, default));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.KeepAsync(Campaign, null, null, mine, default));
        Assert.Empty((await queries.OwnAsync(Campaign, mine, default))!.Columns);
    }

    [Theory, OnEveryDatabase]
    public async Task Columns_of_an_address_open_for_whoever_has_it_and_without_fields_that_are_gone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var people = await Organisation.CreateAsync(database);
        var (desk, queries) = (database.Get<ListDesk>(), database.Get<ListQueries>());
        var (mine, other) = (await people.ActorAsync(Role.BranchHead), await people.ActorAsync(Role.Agent, Organisation.Far));
        var id = await IdAsync(desk.NameColumnsAsync(Campaign, Chosen, mine, default));
        Assert.Matches("^[A-Za-z0-9_-]{22}$", id);
        Assert.Equal(id, await IdAsync(desk.NameColumnsAsync(Campaign, Chosen, mine, default)));
        Assert.Equal(Chosen, await queries.ColumnsAsync(Campaign, id, other, default));
        Assert.Null(await queries.SearchAsync(Campaign, id, other, default));
        Assert.Null(await queries.ColumnsAsync(Campaign, id + "x", other, default));
        await database.CommitAsync(db => db.Campaigns.Single(c => c.Code == Campaign).Schema = BaseSchema.Empty);
        Assert.Equal(Chosen[..2], await queries.ColumnsAsync(Campaign, id, other, default));
    }

    [Theory, OnEveryDatabase]
    public async Task A_searched_name_and_a_selection_have_an_id_that_says_nothing_of_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var people = await Organisation.CreateAsync(database);
        var (desk, queries) = (database.Get<ListDesk>(), database.Get<ListQueries>());
        var (mine, other) = (await people.ActorAsync(Role.BranchHead), await people.ActorAsync(Role.Agent));
        var search = await IdAsync(desk.NameSearchAsync(Campaign, "Ñahui 00123456", mine, default));
        Assert.Equal("Ñahui 00123456", await queries.SearchAsync(Campaign, search, other, default));
        Assert.NotEqual(search, await IdAsync(desk.NameSearchAsync(Campaign, "Ñahui 00123456", other, default)));
        var selection = await IdAsync(desk.NameSelectionAsync(Campaign, [9, 3], mine, default));
        Assert.Equal([3, 9], await queries.SelectionAsync(Campaign, selection, other, default));
        Assert.Empty(await queries.SelectionAsync(Campaign, search, other, default));
    }

    [Theory, OnEveryDatabase]
    public async Task Older_addresses_go_and_the_columns_that_somebody_keeps_stay(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var people = await Organisation.CreateAsync(database);
        var (desk, queries) = (database.Get<ListDesk>(), database.Get<ListQueries>());
        var mine = await people.ActorAsync(Role.BranchHead);
        var kept = await IdAsync(desk.KeepAsync(Campaign, Chosen, null, mine, default));
        var first = await IdAsync(desk.NameColumnsAsync(Campaign, Of(48), mine, default));
        for (var width = 49; width < 49 + ListPart.MostKept; width++)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            await IdAsync(desk.NameColumnsAsync(Campaign, Of(width), mine, default));
        }
        Assert.Null(await queries.ColumnsAsync(Campaign, first, mine, default));
        Assert.Equal(Chosen, await queries.ColumnsAsync(Campaign, kept, mine, default));
        Assert.Equal(ListPart.MostKept + 1, await database.ReadAsync(db => db.ListParts.CountAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task Columns_that_do_not_fit_are_refused_with_their_place(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var mine = await (await Organisation.CreateAsync(database)).ActorAsync(Role.BranchHead);
        async Task<string> WrongAsync(params ColumnChoice[] columns) =>
            string.Join(' ', Assert.IsType<Outcome.Invalid>(await database.Get<ListDesk>().NameColumnsAsync(Campaign, columns, mine, default)).Errors.Select(e => $"{e.Code}:{e.Field}"));
        var number = Chosen[0];
        Assert.Equal("out_of_range:columns", await WrongAsync());
        Assert.Equal("unknown:columns[1].field", await WrongAsync(number, new("base", "'; drop")));
        Assert.Equal("unknown:columns[1].field", await WrongAsync(number, number with { Alias = "otra vez" }));
        Assert.Equal("too_long:columns[0].alias out_of_range:columns[0].width", await WrongAsync(number with { Alias = new('x', 121), Width = 801 }));
        Assert.Equal("text.invalid:columns[0].alias", await WrongAsync(number with { Alias = "a\0" }));
        Assert.Equal("out_of_range:columns", await WrongAsync([.. new[] { "Número", "Vence", "Agencia", "Región", "Puntaje" }.Select(name => new ColumnChoice(CaseField.Management, name, Frozen: true))]));
        Assert.IsType<Outcome.Invalid>(await database.Get<ListDesk>().NameSearchAsync(Campaign, new('x', SearchTerms.MaxLength + 1), mine, default));
        Assert.IsType<Outcome.Invalid>(await database.Get<ListDesk>().NameSelectionAsync(Campaign, [], mine, default));
        Assert.IsType<Outcome.Missing>(await database.Get<ListDesk>().NameSearchAsync("otra", "algo", mine, default));
    }

    private static ColumnChoice[] Of(int width) => [new(CaseField.Management, "Vence", null, width)];

    private static async Task<string> IdAsync(Task<Outcome> done) => Assert.IsAssignableFrom<Outcome.Done>(await done).Id!;
}
