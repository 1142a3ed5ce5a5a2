namespace OpsConsole.Domain.Demo;

/// <summary>A clock that the story of the demo sets, so that the desks write what they would have written then.</summary>
public sealed class DemoClock(DateTime now) : TimeProvider
{
    public DateTime Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => new(DateTime.SpecifyKind(Now, DateTimeKind.Utc));
}
