using System.Text.Json;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Cases;

/// <summary>What is typed reaches the server as a draft, and comes back from it.</summary>
public sealed partial class AlertWork
{
    private AlertScript _script = default!;
    private DotNetObjectReference<AlertWork>? _self;
    private int _round;
    private int _started = -1;
    private DateTime? _draftAt;
    private bool _ready;
    private bool _recalled;
    private bool _showsRestored = true;

    /// <summary>The whole form as the browser holds it. True when it is on disk; false: send it again.</summary>
    [JSInvokable]
    public async Task<bool> TypedAsync(string? content)
    {
        if (_saving || !_typing.Take(content))
            return false;
        Look();
        _problem = null;
        StateHasChanged();
        if (!_typing.IsUnsaved)
        {
            _draftAt = null;
            return await Commands.DiscardDraftAsync(Alert.Number, CancellationToken.None) is Outcome.Done;
        }
        if (await Commands.KeepDraftAsync(Alert.Number, _typing.Content(), _typing.Version, CancellationToken.None) is not Outcome.Done)
            return false;
        _draftAt = Commands.Clock.GetUtcNow().UtcDateTime;
        StateHasChanged();
        return true;
    }

    /// <summary>Somebody else finished it: the fields are about to go, and what stands in them stays as a draft.</summary>
    public async Task KeepAsync()
    {
        if (_saving)
            return;
        await HoldAsync();
        await KeepTypedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_started >= 0)
            await _script.CallAsync("stop");
        await _script.DisposeAsync();
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _script.LoadAsync(Assets);
            _self = DotNetObjectReference.Create(this);
            await RecallAsync();
            _ready = true;
        }
        if (!_ready || _started == _round)      // a render in between must not start what is not there yet
            return;
        _started = _round;
        await _script.CallAsync("start", FormId, _self, new
        {
            number = Alert.Number,
            user = Alert.Actor.Id,
            version = _typing.Version,
            start = StartJson(),
            shown = JsonSerializer.Serialize(_typing.Texts()),
            token = Antiforgery.GetAntiforgeryToken()?.Value,
            dirty = _recalled,
        });
    }

    private string StartJson() => JsonSerializer.Serialize(_typing.StartTexts());

    /// <summary>Text that an earlier page of this tab could not send any more is newer than the server's draft.</summary>
    private async Task RecallAsync()
    {
        if (await _script.AskAsync<string>("waiting", Alert.Actor.Id, Alert.Number) is not { } waiting)
            return;
        try
        {
            var kept = JsonElement.Parse(waiting);
            var draft = new Draft { UserId = Alert.Actor.Id, CaseId = Alert.Row.Id, Content = kept.GetProperty("content").GetString()!, BaseVersion = kept.GetProperty("version").GetInt64(), SavedAt = Commands.Clock.GetUtcNow().UtcDateTime };
            _typing = AlertTyping.Begin(Alert with { Detail = Alert.Detail with { Draft = draft } });
            _recalled = _typing.IsUnsaved;
            Restart(keepNotice: true);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            await _script.CallAsync("forget", Alert.Actor.Id, Alert.Number);
        }
    }

    private async Task DiscardAsync()
    {
        await HoldAsync();
        await Commands.DiscardDraftAsync(Alert.Number, CancellationToken.None);
        await _script.CallAsync("forget", Alert.Actor.Id, Alert.Number);
        (_draftAt, _clashing, _recalled) = (null, [], false);
        _typing = AlertTyping.Begin(Alert with { Detail = Alert.Detail with { Draft = null } });
        Restart(keepNotice: false);
    }

    /// <summary>New fields with new beginnings: the old ones are not written over, they go.</summary>
    private void Restart(bool keepNotice)
    {
        _round++;
        _showsRestored = keepNotice;
        Begin();
        StateHasChanged();
    }

    private async Task KeepTypedAsync()
    {
        if (_typing.IsUnsaved)
            await Commands.KeepDraftAsync(Alert.Number, _typing.Content(), _typing.Version, CancellationToken.None);
    }

    /// <summary>From here on the browser sends nothing, until it is told how the command ended.</summary>
    private async Task HoldAsync()
    {
        _typing.Take(await _script.AskAsync<string>("hold"));
        Look();
    }
}
