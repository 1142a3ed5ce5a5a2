using System.Text.Json.Serialization;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Of which deadlines the console reminds by itself; nothing as long as nobody turned it on (docs/rules.md, "Automatic reminders").</summary>
public sealed record ReminderRules
{
    /// <summary>How the log calls the rule that an entry comes from.</summary>
    public const string Before = "before", AtDeadline = "at", EachDay = "each_day";

    public static readonly ReminderRules None = new();

    /// <summary>So many working hours before the deadline; null: no warning.</summary>
    public int? HoursBefore { get; init; }

    /// <summary>When the deadline passes.</summary>
    public bool When { get; init; }

    /// <summary>On every working day after the one of the deadline.</summary>
    public bool Daily { get; init; }

    [JsonIgnore]
    public bool IsAny => HoursBefore is not null || When || Daily;
}
