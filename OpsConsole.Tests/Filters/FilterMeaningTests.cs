using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>What depends on the day, on who asks, and on codes and labels (decisions, "Operators by type", "Parameters and relative dates", "Names of fields").</summary>
public sealed class FilterMeaningTests
{
    // Lima, Thursday 2026-01-15 10:00; local days begin at 05:00 UTC.
    private static readonly string[] Times = ["2026-01-15T04:59:59Z", "2026-01-15T05:00:00Z", "2026-01-12T05:00:00Z", "2026-01-12T04:59:59Z", "2026-01-01T05:00:00Z", "2026-01-01T04:59:59Z", "2026-01-16T04:59:59Z", "2026-01-16T05:00:00Z", "2026-01-15T12:30:30Z"];

    [Theory, OnEveryDatabase]
    public async Task Days_weeks_and_months_are_those_of_the_campaigns_zone(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, [("fecha", FieldType.Date)], Times.Select((t, i) => ($"k{i}", (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["fecha"] = t })), "America/Lima");
        async Task Finds(string op, object? value, params int[] rows) => Assert.Equal(rows.Select(i => $"k{i}"), await table.KeysAsync(FilterTable.Where("fecha", op, value)));
        await Finds("today", null, 1, 6, 8);
        await Finds("last_days", 1, 1, 6, 8);
        await Finds("last_days", 2, 0, 1, 6, 8);
        await Finds("this_week", null, 0, 1, 2, 6, 7, 8);
        await Finds("this_month", null, 0, 1, 2, 3, 4, 6, 7, 8);
        await Finds("eq", "2026-01-15", 1, 6, 8);
        await Finds("lte", "2026-01-15", 0, 1, 2, 3, 4, 5, 6, 8);
        await Finds("gt", "2026-01-15", 7);
        await Finds("eq", "2026-01-15T07:30", 8);
        await Finds("eq", "2026-01-15T07:30:00");
        await Finds("eq", "2026-01-15T12:30:30Z", 8);
        await Finds("eq", "2026-01-15T13:30:30+01:00", 8);
        await Finds("eq", new { date = "today" }, 1, 6, 8);
        await Finds("gte", new { date = "today", plus = 1 }, 7);
        await Finds("lt", new { date = "start_of_month" }, 5);
        await Finds("gte", new { date = "today", plus = -3, unit = "business_day" }, 0, 1, 2, 6, 7, 8);
        await Finds("lt", new { date = "start_of_month", plus = 1, unit = "month" }, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    [Theory, OnEveryDatabase]
    public async Task A_parameter_stands_for_whoever_asks(DatabaseKind kind)
    {
        string[] places = [Organisation.Home, Organisation.Sister, Organisation.Far];
        await using var table = await FilterTable.CreateAsync(kind, [("sede", FieldType.Text)],
            Enumerable.Range(0, 6).Select(i => ($"k{i}", (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["sede"] = places[i % 3].ToLowerInvariant() })), branch: i => places[i % 3]);
        var head = await table.Organisation.ActorAsync(Role.BranchHead);
        var supervisor = await table.Organisation.ActorAsync(Role.RegionalSupervisor);
        await table.Database.Get<CaseDesk>().OpenAsync(CaseNumber.Of(4), head, CancellationToken.None);
        var branch = FilterTable.Where(FieldCatalog.Branch, "eq", new { param = "my_branch" }, CaseField.Management);
        var text = FilterTable.Where("sede", "in", new object[] { new { param = "my_branch" } });
        var region = FilterTable.Where(FieldCatalog.Region, "ne", new { param = "my_region" }, CaseField.Management);
        var me = FilterTable.Where(FieldCatalog.Responsible, "eq", new { param = "me" }, CaseField.Management);
        Assert.Equal(["k0", "k3"], await table.KeysAsync(branch, actor: head));
        Assert.Equal(["k0", "k3"], await table.KeysAsync(text, actor: head));
        Assert.Equal(["k0", "k1", "k3", "k4"], await table.KeysAsync(branch, actor: supervisor));
        Assert.Empty(await table.KeysAsync(branch));
        Assert.Equal(6, (await table.KeysAsync(region)).Count);
        Assert.Empty(await table.KeysAsync(region, actor: supervisor));
        Assert.Equal(["k3"], await table.KeysAsync(me, actor: head));
        Assert.Empty(await table.KeysAsync(me));
    }

    [Theory, OnEveryDatabase]
    public async Task A_choice_matches_by_code_and_by_Spanish_label_and_the_deadline_state_by_the_clock(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var overdue = await organisation.AlertAsync(receivedAt: FakeClock.Start.AddDays(-4));
        var soon = await organisation.AlertAsync(receivedAt: FakeClock.Start.AddDays(-2).AddHours(-1));
        var onTime = await organisation.AlertAsync(receivedAt: FakeClock.Start.AddDays(-1));
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        await database.Get<CaseDesk>().OpenAsync(overdue, analyst, CancellationToken.None);
        async Task Finds(string field, string op, object? value, params string[] numbers) => Assert.Equal(numbers.Order(), (await database.Get<CaseQueries>().PageAsync(
            new(organisation.Campaign.Id) { Filter = FilterTable.Where(field, op, value, CaseField.Management) }, analyst, CancellationToken.None)).Rows.Select(r => r.Number).Order());
        foreach (var value in new[] { "Unmanaged", "unmanaged", "Sin Gestión", "SIN GESTION" })
            await Finds("Estado gestión", "eq", value, soon, onTime);
        await Finds("Estado gestión", "not_in", new[] { "Iniciado", "Completed" }, soon, onTime);
        await Finds("Grupo", "eq", "Detractor", overdue, soon, onTime);
        await Finds("Tipo de incidencia", "empty", null, overdue, soon, onTime);
        await Finds("Tipo de incidencia", "ne", "Requiere asistencia", overdue, soon, onTime);
        await Finds("Prioridad", "eq", "normal", overdue, soon, onTime);
        await Finds("Es alerta", "eq", true, overdue, soon, onTime);
        await Finds("Es alerta", "ne", true);
        await Finds("Estado SLA", "eq", "Vencido", overdue);
        await Finds("Estado SLA", "eq", "DueSoon", soon);
        await Finds("Estado SLA", "ne", "DueSoon", overdue, onTime);
        await Finds("Estado SLA", "not_empty", null, overdue, soon, onTime);
        database.Clock.Advance(TimeSpan.FromHours(25));
        await Finds("Estado SLA", "in", new[] { "Overdue", "A tiempo" }, overdue, soon);
        Assert.Equal(2, await database.Get<CaseQueries>().CountAsync(new(organisation.Campaign.Id) { Filter = FilterTable.Where("Estado SLA", "eq", "Overdue", CaseField.Management) }, analyst, CancellationToken.None));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Finds("Grupo", "eq", "Perdido"));
        Assert.Equal(("unknown", "filter.value"), (refused.Reasons[0].Code, refused.Reasons[0].Field));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_hundred_conditions_in_twelve_levels_with_lists_of_a_thousand_are_answered(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, RandomTable.Columns, [("k1", new Dictionary<string, string?> { ["texto"] = "v7", ["numero"] = "7" })]);
        var texts = Enumerable.Range(0, FilterLimits.Values).Select(i => $"v{i}").ToList();
        FilterNode tree = FilterTable.All([.. Enumerable.Range(0, FilterLimits.Conditions / 2).Select(_ => FilterTable.Where("texto", "in", texts)),
            .. Enumerable.Range(0, FilterLimits.Conditions / 2).Select(_ => FilterTable.Where("numero", "in", Enumerable.Range(0, FilterLimits.Values)))]);
        for (var i = 1; i < FilterLimits.Levels; i++)
            tree = FilterTable.All(tree);
        Assert.Equal(["k1"], await table.KeysAsync(tree));
    }
}
