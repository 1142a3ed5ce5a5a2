namespace OpsConsole.Web.Controls;

/// <summary>The way to the page that is shown, as the top bar says it: the places above, then this one.</summary>
public sealed class Topbar
{
    public event Action? Changed;

    public IReadOnlyList<(string Href, string Text)> Above { get; private set; } = [];

    public string Here { get; private set; } = "";

    public void Show(string here, IReadOnlyList<(string Href, string Text)> above)
    {
        if (here == Here && above.SequenceEqual(Above))
            return;
        (Here, Above) = (here, above);
        Changed?.Invoke();
    }
}
