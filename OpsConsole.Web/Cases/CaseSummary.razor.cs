using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Cases;

public sealed partial class CaseSummary
{
    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    /// <summary>The chosen disposition in the words it had then; null where there is none.</summary>
    public static string? Labels(AlertCase shown) => shown.Row.Subject?.Labels is { } labels ? string.Join(" › ", Json.Read<List<string>>(labels)) : null;
}
