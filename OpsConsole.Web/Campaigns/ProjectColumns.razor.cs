using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Web.Campaigns;

/// <summary>What each column holds and which are indexed.</summary>
public sealed partial class ProjectColumns
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ColumnRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string?> Problem { get; set; }

    private static string TypeKey(FieldType? type) => "Type." + (type?.ToString() ?? "None");
}
