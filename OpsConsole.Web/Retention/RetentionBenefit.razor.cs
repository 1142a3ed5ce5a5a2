using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Retention;

/// <summary>What is granted: how much and in which billing periods, within the matrix.</summary>
public sealed partial class RetentionBenefit
{
    private static readonly string[] Modes = [RetentionDraft.InRow, RetentionDraft.Alternate, RetentionDraft.Picked];

    [Parameter, EditorRequired]
    public required RetentionAssistant Of { get; set; }

    [Parameter, EditorRequired]
    public required Motive Motive { get; set; }

    private string Mode => Of.Now[RetentionDraft.Mode] is { Length: > 0 } mode ? mode : RetentionDraft.InRow;

    private IReadOnlyList<string> Picked => Of.Now[RetentionDraft.Months].Split(',');

    /// <summary>"1 · nov 2026": the current billing period is the first.</summary>
    private string Named(int period)
    {
        var today = Of.Of.Time.Today;
        return $"{period} · {Formats.Month(new DateOnly(today.Year, today.Month, 1).AddMonths(period - 1))}";
    }

    private string Listed(IEnumerable<string> all) => all.ToList() is [.. var most, var last] && most.Count > 0 ? $"{string.Join(", ", most)}{A["And"]}{last}" : string.Concat(all);
}
