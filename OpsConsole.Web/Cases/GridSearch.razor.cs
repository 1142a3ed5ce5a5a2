using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>The search box of the grid. Whoever types into it is ahead of the answers: what was sent from here never comes back into the box, where it would overwrite what was typed since.</summary>
public sealed partial class GridSearch
{
    /// <summary>Sent from here and not yet seen in the address, oldest first.</summary>
    private readonly List<string> _sent = [];
    private string _inBox = "", _put = "", _seen = "";
    private int _box;

    /// <summary>What the address searches for: comes by typing here, or by Back, a link, or a button that clears.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<string> OnSearch { get; set; }

    protected override void OnParametersSet()
    {
        if (Text == _seen)
            return;
        _seen = Text;
        var own = _sent.IndexOf(Text);
        _sent.RemoveRange(0, own + 1);      // addresses arrive in their order: those before it were passed over
        if (own >= 0 || Text == _inBox)
            return;
        _inBox = _put = Text;
        _box++;             // another box, since this one's text is the browser's
    }

    private Task SendAsync(ChangeEventArgs change)
    {
        _inBox = (change.Value as string)?.Trim() ?? "";
        _sent.Add(_inBox);
        return OnSearch.InvokeAsync(_inBox);
    }
}
