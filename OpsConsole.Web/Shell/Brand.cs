using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

/// <summary>The product's mark.</summary>
public static class Brand
{
    /// <param name="size">Edge in pixels.</param>
    public static RenderFragment Of(int size) => builder =>
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "width", size);
        builder.AddAttribute(2, "height", size);
        builder.AddAttribute(3, "viewBox", "0 0 28 28");
        builder.AddAttribute(4, "aria-hidden", "true");
        builder.AddAttribute(5, "class", "mark");
        builder.AddContent(6, Stroke("ring", "M14 2.5a11.5 11.5 0 1 0 11.5 11.5"));
        builder.AddContent(7, Stroke("tick", "M9 14.2l3.6 3.6L23.5 6.2"));
        builder.CloseElement();
    };

    private static RenderFragment Stroke(string css, string path) => builder =>
    {
        builder.OpenElement(0, "path");
        builder.AddAttribute(1, "class", css);
        builder.AddAttribute(2, "d", path);
        builder.AddAttribute(3, "fill", "none");
        builder.AddAttribute(4, "stroke-width", "3");
        builder.AddAttribute(5, "stroke-linecap", "round");
        builder.AddAttribute(6, "stroke-linejoin", "round");
        builder.CloseElement();
    };
}
