using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace OpsConsole.Web.Shell;

public sealed partial class RailLink : IDisposable
{
    private bool _here;

    [Parameter, EditorRequired]
    public required string Href { get; set; }

    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    protected override void OnParametersSet() => _here = IsHere(Navigation.Uri);

    public void Dispose() => Navigation.LocationChanged -= Moved;

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (_here == IsHere(e.Location))
            return;
        _here = !_here;
        InvokeAsync(StateHasChanged);
    }

    /// <summary>A place holds its own address and everything below it.</summary>
    private bool IsHere(string address)
    {
        var path = new Uri(address).AbsolutePath;
        return path == Href || path.StartsWith(Href + "/", StringComparison.Ordinal);
    }
}
