using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

/// <summary>Glyphs of the icon font, never read aloud: the word stands beside one or in the label of its button. Fragments and no components, since a page has dozens and each component costs a circuit some kilobytes. Names: build/icons.txt.</summary>
public static class Icons
{
    private static readonly ConcurrentDictionary<(string, string?, bool), RenderFragment> Made = new();

    /// <param name="size">s 16, m 18, l 24 pixels; 20 without.</param>
    public static RenderFragment Of(string name, string? size = null, bool filled = false) => Made.GetOrAdd((name, size, filled), static key =>
    {
        var (name, size, filled) = key;
        var css = (size is null ? "ic" : $"ic {size}") + (filled ? " f" : "");
        return builder =>
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", css);
            builder.AddAttribute(2, "aria-hidden", "true");
            builder.AddContent(3, name);
            builder.CloseElement();
        };
    });
}
