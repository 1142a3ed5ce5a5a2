using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Web.Admin;

/// <summary>The calendars that deadlines count by.</summary>
public sealed partial class CalendarsPage
{
    private IReadOnlyList<CalendarSummary>? _all;

    [Inject]
    private DeadlineQueries Queries { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _all = await Queries.CalendarsAsync(await Actors.CurrentAsync(Gone), Gone);
}
