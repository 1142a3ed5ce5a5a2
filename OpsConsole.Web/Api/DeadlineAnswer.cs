using OpsConsole.Domain.Sla;

namespace OpsConsole.Web.Api;

/// <summary>A deadline with its receipt, as programs read it; without deadline there is neither.</summary>
public sealed record DeadlineAnswer(string Number, DateTime? DueAt, bool Agrees, DateTime? Start, string? Unit, int? Amount, CalendarAnswer? Calendar, DateOnly? UnknownFrom, DateTime? PausedSince, IReadOnlyList<SpanAnswer> Spans)
{
    public static DeadlineAnswer Of(CaseDeadline deadline) => new(deadline.Number, deadline.DueAt, deadline.Agrees, deadline.Receipt?.Start, deadline.Receipt?.Unit, deadline.Receipt?.Amount,
        deadline.Receipt?.Calendar is { } calendar ? new(calendar.Code, calendar.Name, calendar.Version) : null, deadline.Receipt?.UnknownFrom, deadline.PausedSince,
        [.. (deadline.Receipt?.Spans ?? []).Select(s => new SpanAnswer(s.From, s.To, Word(s.Kind), s.Name))]);

    private static string Word(SpanKind kind) => kind switch
    {
        SpanKind.Counted => "counted",
        SpanKind.StartDay => "start_day",
        SpanKind.Weekend => "weekend",
        SpanKind.Holiday => "holiday",
        SpanKind.Closed => "closed",
        SpanKind.Paused => "paused",
    };
}

/// <summary>The version of a calendar that counted.</summary>
public sealed record CalendarAnswer(string Code, string Name, long Version);

/// <summary>One interval of a receipt.</summary>
public sealed record SpanAnswer(DateTime From, DateTime To, string Kind, string? Name);
