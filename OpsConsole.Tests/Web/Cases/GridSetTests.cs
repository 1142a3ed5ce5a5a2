using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Lists;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>Which columns stand in the grid and what their cells say.</summary>
public sealed class GridSetTests
{
    private static readonly DateTime Noon = new(2026, 7, 16, 17, 0, 0, DateTimeKind.Utc);
    private readonly Campaign _campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", Noon);

    [Fact]
    public void A_withdrawal_request_shows_its_numbers_its_product_its_customer_and_how_it_closes()
    {
        var campaign = CampaignTemplate.Create(CampaignKind.Retention, "retencion", "Retención", DateTime.UnixEpoch);
        Assert.Equal(["Número", "Estado gestión", "Vence", "Número de queja", "Número de servicio", "Línea de producto", "Cliente", "Tipificación", "Próxima gestión", "Responsable", "Agencia", "Cierre transaccional"], GridStandard.Of(campaign).Select(c => c.Field));
    }

    [Fact]
    public void Every_field_of_the_catalogue_can_be_a_column_and_says_what_the_row_holds()
    {
        _campaign.Schema = _campaign.Schema.With(SchemaField.Base, "Alta", FieldType.Date).With(SchemaField.Base, "Saldo", FieldType.Number);
        var fields = FieldCatalog.Of(_campaign).Fields;
        var set = GridSets.Of(_campaign, [.. fields.Select(f => new ColumnChoice(f.Source, f.Name))]);
        Assert.Equal(fields.Count, set.Columns.Count);
        Assert.True(set.NeedsNumbers);
        var (born, money) = (_campaign.Schema.Find(SchemaField.Base, "Alta")!.Key, _campaign.Schema.Find(SchemaField.Base, "Saldo")!.Key);
        var texts = set.TextsOf(Row with
        {
            IncidentType = _campaign.Settings.IncidentTypes[0].Code,
            ActionPlan = new string('x', 500),
            AttemptCount = 2,
            Priority = CasePriority.Urgent,
            Tags = """["uno","dos"]""",
            Data = $$"""{"{{born}}":"2026-07-16T03:30:00Z","{{money}}":"00123456"}""",
            Numbers = $$"""{"{{born}}":{{CaseFields.Milliseconds(new(2026, 7, 16, 3, 30, 0))}},"{{money}}":123456}""",
        });
        string Said(string name) => texts[set.Columns.Single(c => c.Field.Name == name && c.Cell == GridCell.Text).Text];
        Assert.Equal(_campaign.Settings.IncidentTypes[0].Label, Said("Tipo de incidencia"));
        Assert.Equal(141, Said("Plan de acción").Length);
        Assert.Equal("NORTE", Said("Región"));
        Assert.Equal(("2", "Urgente", "uno, dos", "Sí"), (Said("Intentos"), Said("Prioridad"), Said("Etiquetas"), Said("Es alerta")));
        Assert.Equal("15/07/2026 22:30", Said("Alta"));
        Assert.Equal("00123456", Said("Saldo"));
        Assert.Equal("", Said("Observación"));
    }

    [Theory]
    [InlineData(11, 100)]
    [InlineData(20, 81)]
    [InlineData(57, 37)]
    [InlineData(200, 12)]
    public void Many_columns_take_fewer_rows_so_that_a_page_stays_within_four_thousand_nodes(int columns, int rows)
    {
        for (var i = 0; i < columns; i++)
            _campaign.Schema = _campaign.Schema.With(SchemaField.Base, $"Columna {i}", FieldType.Text);
        var set = GridSets.Of(_campaign, [new(CaseField.Management, "Número"), .. Enumerable.Range(1, columns - 1).Select(i => new ColumnChoice(SchemaField.Base, $"Columna {i}"))]);
        Assert.Equal((columns, rows), (set.Columns.Count, set.MostRows));
    }

    [Fact]
    public void The_number_is_always_there_what_stays_in_sight_comes_first_and_lost_fields_are_passed_over()
    {
        var set = GridSets.Of(_campaign, [new(CaseField.Management, "Vence"), new(SchemaField.Base, "Ya no existe"), new(CaseField.Management, "Responsable", "A cargo", 176, true)]);
        Assert.Equal(["A cargo", "Alerta", "Vence"], set.Columns.Select(c => c.Head));
        Assert.Equal(("width:11rem", "c-resp fz fz-1"), (set.Columns[0].Style, set.Columns[0].HeadClass));
        Assert.Equal("min-width:31.25rem;--fz-1:2.75rem", set.Style);
        Assert.False(set.IsStandard);
        Assert.False(set.NeedsNumbers);
    }

    [Fact]
    public void Without_a_choice_the_standard_set_stands_there_and_may_hide_what_has_no_room()
    {
        var set = GridSets.Of(_campaign, GridStandard.Of(_campaign));
        Assert.True(set.IsStandard);
        Assert.Equal(["id", "st", "sla", "cus", "br", "sc", "verb"], set.Columns.Take(7).Select(c => c.Class));
        Assert.Equal(("tbl grid cards std", null), (set.Css, set.Style));
    }

    [Fact]
    public void A_chunk_of_many_columns_has_few_rows()
    {
        var all = GridSets.Of(_campaign, [.. FieldCatalog.Of(_campaign).Fields.Select(f => new ColumnChoice(f.Source, f.Name))]).Columns;
        Assert.InRange(GridRows.SizeOf(all), 1, 3);
        Assert.Equal(9, GridRows.SizeOf([.. all.Take(6)]));
    }

    [Fact]
    public void Columns_are_moved_by_steps_and_to_places_and_not_over_those_that_stay_in_sight()
    {
        var picked = new PickedColumns([Managed("Vence"), Managed("Número"), Managed("Responsable"), Managed("Agencia")]);
        Assert.True(picked.Move(Managed("Responsable"), -1));
        Assert.Equal(["Vence", "Responsable", "Número", "Agencia"], Names(picked));
        Assert.True(picked.Move(Managed("Agencia"), Managed("Vence")));
        Assert.True(picked.Freeze(Managed("Número"), true));
        Assert.Equal(["Número", "Agencia", "Vence", "Responsable"], Names(picked));
        Assert.False(picked.Move(Managed("Agencia"), -1));
        Assert.False(picked.Move(Managed("Responsable"), 1));
        Assert.False(picked.Hide(picked.All[0]));
        Assert.True(picked.Hide(Managed("Vence")));
        Assert.Equal(3, picked.PlaceOf(Managed("Responsable")));
    }

    [Fact]
    public void No_more_than_four_columns_stay_in_sight()
    {
        var picked = new PickedColumns([.. new[] { "Número", "Vence", "Responsable", "Agencia", "Región" }.Select(Managed)]);
        foreach (var name in new[] { "Número", "Vence", "Responsable", "Agencia" })
            Assert.True(picked.Freeze(picked.Find(CaseField.Management, name)!, true));
        Assert.False(picked.Freeze(Managed("Región"), true));
    }

    [Theory]
    [InlineData("due", null, "due")]
    [InlineData("due", "due", "-due")]
    [InlineData("due", "-due", "due")]
    [InlineData("due", "score,-due", "due")]
    public void A_click_sorts_by_one_column_and_turns_it_round(string token, string? before, string after) =>
        Assert.Equal(after, GridSort.Write(GridSort.Only(GridSort.Read(before), token)));

    [Theory]
    [InlineData("-t6", "-t6,due")]
    [InlineData("-t6,due", "-t6,-due")]
    [InlineData("-t6,-due", "-t6")]
    [InlineData("-due", "due")]
    [InlineData("a,b,c,d,e", "a,b,c,d,e")]
    public void A_click_with_shift_adds_a_column_turns_it_round_and_takes_it_out(string before, string after) =>
        Assert.Equal(after, GridSort.Write(GridSort.Also(GridSort.Read(before), "due")));

    [Theory]
    [InlineData("Vence")]
    [InlineData("due,")]
    [InlineData("--due")]
    [InlineData("a,b,c,d,e,f")]
    [InlineData("'; drop")]
    public void What_is_no_order_is_none(string text) => Assert.Null(GridSort.Checked(text));

    private static ColumnChoice Managed(string name) => new(CaseField.Management, name);

    private static IEnumerable<string> Names(PickedColumns picked) => picked.All.Select(c => c.Field);

    private CaseRow Row => new(1, _campaign.Id, 1, "PIURA", "Piura", "NORTE", CaseStatus.Unmanaged, true, "Recomendación 3 ≤ 6", 3, SurveyGroup.Detractor,
        null, null, "R-1", "Cliente inventado", Noon, Noon, null, null, Noon.AddDays(3), null, 0, 0, CasePriority.Normal, null, null, null, null, null, null, 1, "[]", "{}");
}
