using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Guides;

namespace OpsConsole.Web.Guides;

/// <summary>A version of the benefit matrix, to read.</summary>
public sealed partial class BenefitSheet
{
    [Parameter, EditorRequired]
    public required BenefitGuide Matrix { get; set; }

    /// <summary>Labels of the motives by code.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> Names { get; set; }
}
