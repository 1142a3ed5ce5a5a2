namespace OpsConsole.Web.Shell;

/// <summary>One message. <paramref name="action"/> is the word on the button; without it the button says Deshacer and counts down.</summary>
public sealed class Toast(string text, string? detail, Func<Task>? undo, DateTime until, string? action, IReadOnlyList<string>? lines = null)
{
    public string Text { get; } = text;
    public string? Detail { get; } = detail;

    /// <summary>What the text speaks of, one by one.</summary>
    public IReadOnlyList<string> Lines { get; } = lines ?? [];
    public Func<Task>? Undo { get; } = undo;
    public DateTime Until { get; } = until;
    public string? Action { get; } = action;

    /// <summary>The pointer or the focus is on it: it must not vanish under the hand.</summary>
    public bool Held { get; set; }
}
