namespace OpsConsole.Domain.Sla;

/// <summary>Why a deadline is when it is: every interval from the start to it, counted or skipped, with nothing between them (docs/rules.md, "Receipt").</summary>
public sealed record DeadlineReceipt(DateTime Start, DateTime DueAt, string Unit, int Amount, IReadOnlyList<ReceiptSpan> Spans)
{
    /// <summary>Code, name and version of the calendar; null: none was needed.</summary>
    public BusinessCalendar? Calendar { get; init; }

    /// <summary>The first day looked at whose year the calendar does not have: its holidays are not known, and nobody shall think that there were none.</summary>
    public DateOnly? UnknownFrom { get; init; }

    /// <summary>The time that counted.</summary>
    public TimeSpan Counted => Spans.Where(s => s.Kind == SpanKind.Counted).Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Length);
}

/// <summary>One interval of a receipt.</summary>
public sealed record ReceiptSpan(DateTime From, DateTime To, SpanKind Kind, string? Name = null)
{
    public TimeSpan Length => To - From;
}

/// <summary>What became of an interval: counted, or why not.</summary>
public enum SpanKind
{
    Counted,

    /// <summary>The rest of the day on which it began: business days count from the next one.</summary>
    StartDay,
    Weekend,
    Holiday,

    /// <summary>Outside the intervals of the day.</summary>
    Closed,
    Paused,
}
