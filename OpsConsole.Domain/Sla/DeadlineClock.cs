using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Sla;

/// <summary>Counts a deadline from its start and writes down every interval on the way: the receipt is not derived from the deadline, the deadline is its end (docs/rules.md, "Deadlines").</summary>
internal sealed class DeadlineClock(WorkWeek week, CampaignTime time, DateTime start, IReadOnlyList<Pause> pauses)
{
    /// <summary>No deadline is ten years away: whoever never opens is not searched for ever.</summary>
    private const int MostDays = 3_660;

    private readonly List<ReceiptSpan> _spans = [];
    private DateOnly? _unknown;
    private readonly DateTime _start = start;
    private DateTime _at = start;

    /// <summary>The same local clock time, so many days later; pauses push it on by their length.</summary>
    public DeadlineReceipt NaturalDays(int days)
    {
        var due = time.ToUtc(time.ToLocal(_start).AddDays(days));
        foreach (var pause in pauses)
        {
            if (pause.From > due)
                break;
            var (from, to) = (pause.From, pause.To!.Value);
            Put(from, SpanKind.Counted);
            if (to > _at)
            {
                due += to - _at;
                Put(to, SpanKind.Paused);
            }
        }
        Put(due, SpanKind.Counted);
        return Receipt(SlaPolicy.NaturalDays, days, due);
    }

    /// <summary>The last millisecond of the n-th working day after the day of the start; a working day whose end was paused does not count.</summary>
    public DeadlineReceipt BusinessDays(int days)
    {
        var day = time.Day(_start);
        Put(time.StartOf(day.AddDays(1)), SpanKind.StartDay);
        for (var (left, looked) = (days, 0); ; looked++)
        {
            day = day.AddDays(1);
            var end = time.ToUtc(day.ToDateTime(new TimeOnly(23, 59, 59, 999)));
            if (Skipped(day) is { } reason && looked < MostDays)
                Put(time.StartOf(day.AddDays(1)), reason.Kind, reason.Name);
            else if (pauses.Any(p => p.Holds(end)))
                Put(time.StartOf(day.AddDays(1)), SpanKind.Paused, together: false);
            else if (--left <= 0)
            {
                Put(end, SpanKind.Counted, together: false);
                return Receipt(SlaPolicy.BusinessDays, days, end);
            }
            else
                Put(time.StartOf(day.AddDays(1)), SpanKind.Counted, together: false);
        }
    }

    /// <summary>So many hours within the open intervals; where nothing is ever open, time simply passes.</summary>
    public DeadlineReceipt BusinessHours(int hours)
    {
        var (left, stopped) = (TimeSpan.FromHours(hours), DateTime.MinValue);
        var day = time.Day(_start);
        for (var looked = 0; (left > TimeSpan.Zero || _at < stopped) && week.EverOpen && looked < MostDays; looked++, day = day.AddDays(1))
        {
            var end = time.StartOf(day.AddDays(1));
            if (Skipped(day) is { } reason)
            {
                Put(end, reason.Kind, reason.Name);
                continue;
            }
            foreach (var (from, to) in week.Open(day, time))
            {
                if (to <= _at)
                    continue;
                Put(from, SpanKind.Closed);
                left = Work(to, left);
                if (left == TimeSpan.Zero && _at >= (stopped = StoppedUntil(_at)))
                    break;
            }
            if (left > TimeSpan.Zero || _at < stopped)
                Put(end, SpanKind.Closed);
        }
        Put(_at + left, SpanKind.Counted);
        return Receipt(SlaPolicy.BusinessHours, hours, _at);
    }

    /// <summary>From here to the end of an open interval, pauses left out; what is still left afterwards.</summary>
    private TimeSpan Work(DateTime to, TimeSpan left)
    {
        while (_at < to)
        {
            if (pauses.FirstOrDefault(p => p.Holds(_at)) is { } held)
            {
                Put(Earlier(held.To!.Value, to), SpanKind.Paused);
                continue;
            }
            if (left == TimeSpan.Zero)
                break;
            var next = pauses.Where(p => p.From > _at && p.From < to).Select(p => p.From).Append(to).Min();
            var until = Earlier(next, _at + left);
            left -= until - _at;
            Put(until, SpanKind.Counted);
        }
        return left;
    }

    /// <summary>Whoever completes at the very deadline is in time, so a pause that begins there still stops the clock: to its last open moment.</summary>
    private DateTime StoppedUntil(DateTime at)
    {
        var last = DateTime.MinValue;
        if (pauses.FirstOrDefault(p => p.Holds(at)) is not { To: { } ends })
            return last;
        for (var day = time.Day(at); time.StartOf(day) < ends; day = day.AddDays(1))
            if (Skipped(day) is null)
                foreach (var (from, to) in week.Open(day, time))
                    if (to > at && from < ends)
                        last = Earlier(to, ends);
        return last;
    }

    private (SpanKind Kind, string? Name)? Skipped(DateOnly day)
    {
        if (_unknown is null && week.Calendar is { } calendar && !calendar.Knows(day))
            _unknown = day;
        return week.Holiday(day) is { } name ? (SpanKind.Holiday, name) : week.IsWeekend(day) ? (SpanKind.Weekend, null) : null;
    }

    /// <summary>What happened until then; the same as before goes on where it may.</summary>
    private void Put(DateTime until, SpanKind kind, string? name = null, bool together = true)
    {
        if (until <= _at)
            return;
        if (together && _spans.LastOrDefault() is { } last && last.Kind == kind && last.Name == name && kind != SpanKind.Holiday)
            _spans[^1] = last with { To = until };
        else
            _spans.Add(new(_at, until, kind, name));
        _at = until;
    }

    private DeadlineReceipt Receipt(string unit, int amount, DateTime due) => new(_start, due, unit, amount, _spans) { Calendar = week.Calendar, UnknownFrom = _unknown };

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
