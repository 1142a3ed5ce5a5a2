namespace OpsConsole.Domain.Logbook;

/// <summary>Which of the three logs an entry stands in (docs/rules.md, "Bitácora").</summary>
public enum LogSource
{
    Cases,
    Console,
    Access,
}

/// <summary>What somebody asks the Bitácora for (docs/rules.md, "Bitácora").</summary>
public sealed record LogbookFilter
{
    public const int MaxLimit = 500;

    public int? CampaignId { get; init; }
    public int? PersonId { get; init; }

    /// <summary>One log only, or null.</summary>
    public LogSource? Source { get; init; }

    /// <summary>With a source: entries of this type only.</summary>
    public string? Type { get; init; }
    public DateTime? From { get; init; }

    /// <summary>Not included.</summary>
    public DateTime? Before { get; init; }

    /// <summary>A case's number.</summary>
    public string? Case { get; init; }

    /// <summary>A customer's id, or a document.</summary>
    public string? Customer { get; init; }
    public string? Cursor { get; init; }
    public int Limit { get; init; } = 50;

    /// <summary>`cases`, `console.user.created`, `access.view`: a log, and after a point a type of it.</summary>
    public static (LogSource? Source, string? Type)? ReadWhat(string? what)
    {
        if (string.IsNullOrEmpty(what))
            return (null, null);
        var parts = what.Split('.', 2);
        return Enum.TryParse<LogSource>(parts[0], ignoreCase: true, out var source) && !char.IsDigit(parts[0][0]) && parts[^1].Length > 0 ? (source, parts.Length > 1 ? parts[1] : null) : null;
    }

    /// <summary>The moment in which a local day begins; where the clock skips midnight, the first moment of the day.</summary>
    public static DateTime? StartOf(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } local)
            return null;
        var start = local.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(start))
            start = start.AddMinutes(1);
        return TimeZoneInfo.ConvertTimeToUtc(start, zone);
    }

    public static string What(LogSource source, string? type) => Enum.GetName(source)!.ToLowerInvariant() + (type is null ? "" : "." + type);
}
