using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Retention;

/// <summary>The observation for the transactional system.</summary>
public sealed partial class RetentionText
{
    [Parameter, EditorRequired]
    public required RetentionAssistant Of { get; set; }

    private int Max => Of.Of.Settings.Benefits.Limits.ObservationMaxLength;

    /// <summary>A phone or a name in it may stay for a reason.</summary>
    private bool Flagged => Of.Verdict.Findings.Count > 0 && !Of.Verdict.Findings.Any(f => ObservationLint.IsRefused(f.Kind));
}
