using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Filters;

/// <summary>What a filter means for whom and when: relative dates, "my branch", and the places that names stand for.</summary>
/// <param name="Walk">Look along the sort order instead of by a field's index: right where many rows match (SQLite cannot tell).</param>
public sealed record FilterContext(CampaignTime Time, Actor Actor, Places Places, bool Walk = false)
{
    /// <summary>One moment for the whole query, in whole milliseconds.</summary>
    public DateTime Now { get; } = Time.UtcNow.ToMilliseconds();

    public DateOnly Today => Time.Day(Now);

    /// <summary>When a local day begins, as stored: UTC milliseconds.</summary>
    public double Start(DateOnly day) => CaseFields.Milliseconds(Time.StartOf(day));
}
