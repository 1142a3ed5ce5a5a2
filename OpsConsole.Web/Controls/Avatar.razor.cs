using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class Avatar
{
    private const int Tints = 6;

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>l 28, xl 36 pixels; 24 without.</summary>
    [Parameter]
    public string? Size { get; set; }

    /// <summary>The presence dot: live, wait, away, off; none without.</summary>
    [Parameter]
    public string? On { get; set; }

    [Parameter]
    public bool Titled { get; set; }

    private string Initials => InitialsOf(Name);

    private string Tint => TintOf(Name);

    public static string InitialsOf(string name) => string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));

    public static string TintOf(string name) => "a" + (1 + name.Aggregate(17, (sum, c) => unchecked((sum * 31) + c) & 0xFFFF) % Tints);
}
