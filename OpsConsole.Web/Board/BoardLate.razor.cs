using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Board;

/// <summary>Branches that are late.</summary>
public sealed partial class BoardLate
{
    private const int Most = 8;

    [Parameter, EditorRequired]
    public required BoardView View { get; set; }

    [Parameter]
    public string? Campaign { get; set; }

    [Parameter]
    public string? Region { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;
}
