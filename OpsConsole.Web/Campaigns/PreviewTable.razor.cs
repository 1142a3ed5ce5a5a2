using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Campaigns;

public sealed partial class PreviewTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<BoundColumn> Columns { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<PreviewRow> Rows { get; set; }
}
