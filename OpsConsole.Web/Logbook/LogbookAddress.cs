using System.Globalization;
using System.Web;
using OpsConsole.Domain.Logbook;

namespace OpsConsole.Web.Logbook;

/// <summary>What the Bitácora is asked for, as its address says it: copied to another window it gives the same lines. A customer stands in it by an opaque id, never by a document.</summary>
public sealed record LogbookAddress
{
    public const string Place = "/bitacora";

    private const string DayShape = "yyyy-MM-dd";

    /// <summary>The project's code; null: the whole installation.</summary>
    public string? Campaign { get; init; }
    public int? Person { get; init; }

    /// <summary>See <see cref="LogbookFilter.ReadWhat"/>.</summary>
    public string? What { get; init; }
    public DateOnly? From { get; init; }

    /// <summary>Included.</summary>
    public DateOnly? To { get; init; }
    public string? Number { get; init; }
    public string? Customer { get; init; }
    public string? After { get; init; }

    public bool IsFiltered => Person is not null || What is not null || From is not null || To is not null || Number is not null || Customer is not null;

    public bool IsReversed => From > To;

    public static LogbookAddress Read(string uri, string? campaign)
    {
        var query = HttpUtility.ParseQueryString(new Uri(uri).Query);
        return new()
        {
            Campaign = campaign,
            Person = int.TryParse(query["persona"], NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : null,
            What = LogbookFilter.ReadWhat(query["que"]) is (not null, _) ? query["que"] : null,
            From = Day(query["desde"]),
            To = Day(query["hasta"]),
            Number = Text(query["caso"]),
            Customer = Text(query["cliente"]),
            After = Text(query["despues"]),
        };
    }

    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, DayShape, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? day : null;

    public static string? Shown(DateOnly? day) => day?.ToString(DayShape, CultureInfo.InvariantCulture);

    public string Uri => (Campaign is null ? Place : $"/proyectos/{System.Uri.EscapeDataString(Campaign)}/bitacora") + Query(("persona", Person?.ToString(CultureInfo.InvariantCulture)), ("que", What), ("desde", Shown(From)), ("hasta", Shown(To)), ("caso", Number), ("cliente", Customer), ("despues", After));

    /// <summary>Where the same lines are had as a file.</summary>
    public string File(string format) => "/api/v1/audit/file" + Query(("format", format), ("campaign", Campaign), ("person", Person?.ToString(CultureInfo.InvariantCulture)), ("what", What), ("from", Shown(From)), ("to", Shown(To)), ("number", Number), ("customer", Customer));

    public LogbookFilter Filter(int? campaignId, TimeZoneInfo zone)
    {
        var (source, type) = LogbookFilter.ReadWhat(What) ?? (null, null);
        return new() { CampaignId = campaignId, PersonId = Person, Source = source, Type = type, From = LogbookFilter.StartOf(From, zone), Before = LogbookFilter.StartOf(To?.AddDays(1), zone), Case = Number, Customer = Customer, Cursor = After };
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Query(params (string Key, string? Value)[] parts) =>
        string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Key}={System.Uri.EscapeDataString(p.Value!)}")) is { Length: > 0 } query ? "?" + query : "";
}
