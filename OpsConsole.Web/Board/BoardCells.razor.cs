using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Board;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Board;

public sealed partial class BoardCells
{
    [Parameter, EditorRequired]
    public required Figures Now { get; set; }

    /// <summary>What they were a moment ago; null: they were not shown.</summary>
    [Parameter]
    public Figures? Was { get; set; }

    /// <summary>Where the rows of a figure stand.</summary>
    [Parameter, EditorRequired]
    public required Func<FigureKind, string> List { get; set; }

    private int Calm => Now.Open - Now.DueSoon - Now.Overdue;

    private IEnumerable<(string Tone, int Share)> Shares => new[] { ("calm", Calm), ("soon", Now.DueSoon), ("over", Now.Overdue) }.Where(s => s.Item2 > 0);

    private RenderFragment Linked(string? text, FigureKind kind) => builder =>
    {
        if (text is null)
        {
            builder.AddContent(0, Formats.Nothing);
            return;
        }
        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "href", List(kind));
        builder.AddContent(3, text);
        builder.CloseElement();
    };
}
