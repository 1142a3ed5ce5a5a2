using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace OpsConsole.Web.Guides;

/// <summary>js/guides.js as the editors see it. Without a circuit there is nobody to ask: then nothing happens.</summary>
public sealed class GuideScript(IJSRuntime js) : IAsyncDisposable
{
    private const string File = "js/guides.js";

    private IJSObjectReference? _module;
    private bool _isOver;

    /// <param name="assets">Where the file lies under its fingerprint.</param>
    public async Task LoadAsync(ResourceAssetCollection assets)
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", "/" + assets[File]);
        if (_isOver)        // whoever leaves at once leaves while it loads
            await module.DisposeAsync();
        else
            _module = module;
    }

    public async Task CallAsync(string function, params object?[] arguments)
    {
        try
        {
            if (_module is not null)
                await _module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        var module = _module;
        (_module, _isOver) = (null, true);
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
        }
    }
}
