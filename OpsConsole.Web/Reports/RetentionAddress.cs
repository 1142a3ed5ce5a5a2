using System.Globalization;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Reports;

/// <summary>The times that the figures page offers by name; each ends today.</summary>
public enum RetentionSpan
{
    Month,
    Today,
    Week,
    Thirty,
}

/// <summary>What the figures page shows, as its address says it: a time by name, or two days.</summary>
public sealed record RetentionAddress(string Campaign, RetentionSpan? Span = RetentionSpan.Month, string? From = null, string? To = null)
{
    public const string Named = "periodo", First = "desde", Last = "hasta";

    private static readonly Dictionary<RetentionSpan, string> Words = new()
    {
        [RetentionSpan.Today] = "hoy",
        [RetentionSpan.Week] = "semana",
        [RetentionSpan.Month] = "mes",
        [RetentionSpan.Thirty] = "30-dias",
    };

    /// <summary>In the order they are offered.</summary>
    public static IEnumerable<RetentionSpan> Spans => Words.Keys;

    public static RetentionAddress Parse(string campaign, string? named, string? from, string? to) =>
        string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to) ? new(campaign, Words.Where(w => w.Value == named).Select(w => w.Key).FirstOrDefault()) : new(campaign, null, from, to);

    public string Href => ProjectPlaces.Address(Campaign, ProjectSection.Figures) + (Span switch
    {
        null => $"?{First}={Uri.EscapeDataString(From ?? "")}&{Last}={Uri.EscapeDataString(To ?? "")}",
        RetentionSpan.Month => "",
        { } span => $"?{Named}={Words[span]}",
    });

    /// <summary>The days it means today; both null where they are no days.</summary>
    public (DateOnly? From, DateOnly? To, bool AreDays) DaysOn(DateOnly today) => Span switch
    {
        RetentionSpan.Today => (today, today, true),
        RetentionSpan.Week => (today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), today, true),
        RetentionSpan.Month => (new DateOnly(today.Year, today.Month, 1), today, true),
        RetentionSpan.Thirty => (today.AddDays(-29), today, true),
        null => (Day(From), Day(To), (string.IsNullOrEmpty(From) || Day(From) is not null) && (string.IsNullOrEmpty(To) || Day(To) is not null)),
    };

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
