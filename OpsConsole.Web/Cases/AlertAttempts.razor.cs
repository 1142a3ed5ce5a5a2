using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>The attempts of today, the calls still proposed, and recording one: the hour is stamped, only the result is asked.</summary>
public sealed partial class AlertAttempts
{
    public const string ButtonId = "attempt-new";
    private const string ChannelId = "attempt-channel", FirstResult = "attempt-effective";
    private const int Shown = 3;

    private bool _open;
    private bool _sending;
    private string _channel = Codes.Of(AttemptChannel.Phone);
    private string? _point;
    private string? _result;
    private string _shownAt = "";
    private string? _at;
    private string? _error;

    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    /// <summary>Recorded: the result's code.</summary>
    [Parameter]
    public EventCallback<string> OnRecorded { get; set; }

    /// <summary>A proposed hour becomes the next contact.</summary>
    [Parameter]
    public EventCallback<DateTime> OnPropose { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private int Needed => Alert.Settings.AttemptProtocol.UnreachedNeeds;
    private IReadOnlyList<ContactAttempt> Today => [.. Alert.Detail.Attempts.Where(a => Alert.Time.Day(a.At) == Alert.Time.Today)];
    private int Earlier => Alert.Detail.Attempts.Count - Today.Count;
    private bool WasReached => Today.Any(a => a.Result is AttemptResult.Effective or AttemptResult.RefusesCalls);

    private IReadOnlyList<DateTime> Proposed => Today.Count == 0 || WasReached ? [] : AttemptRules.Propose(Alert.Settings.AttemptProtocol, Alert.Detail.Attempts, Alert.Time);

    private bool TooLate => !WasReached && Today.Count < Needed && AttemptRules.Propose(Alert.Settings.AttemptProtocol, Alert.Detail.Attempts, Alert.Time).Count == 0;

    private IEnumerable<(string Value, string Label)> Points => _channel == Codes.Of(AttemptChannel.Email)
        ? AlertReading.Email(Alert) is { } email ? [(email, L["Email"].Value)] : []
        : AlertReading.Phones(Alert).Select(p => (p.Shown, p.Column));

    private async Task OpenAsync()
    {
        (_open, _channel, _result, _at, _error) = (true, Codes.Of(AttemptChannel.Phone), null, null, null);
        _shownAt = AlertDraft.Local(Alert.Time.UtcNow, Alert.Time);
        _point = Points.Select(p => p.Value).FirstOrDefault();
        StateHasChanged();
        await Task.Yield();
        await Js.InvokeVoidAsync("oc.focus", FirstResult);
    }

    private void Close() => _open = false;

    private void ChooseChannel(ChangeEventArgs e)
    {
        _channel = e.Value as string ?? _channel;
        _point = Points.Select(p => p.Value).FirstOrDefault();
    }

    private async Task RecordAsync()
    {
        if (_sending)
            return;
        if (_at is not null && AlertDraft.Utc(_at, Alert.Time) is null)
        {
            _error = Words.Of("unknown");
            return;
        }
        if (_result is null)
        {
            _error = L["ChooseResult"];
            await Js.InvokeVoidAsync("oc.focus", FirstResult);
            return;
        }
        _sending = true;
        var report = new AttemptReport(_channel, _point, _result, _at is null || _at == _shownAt ? null : AlertDraft.Utc(_at, Alert.Time));
        var outcome = await Commands.RecordAsync(Alert.Number, report, CancellationToken.None);
        _sending = false;
        if (outcome is not Outcome.Done)
        {
            _error = Words.Of(outcome);
            return;
        }
        await Js.InvokeVoidAsync("oc.arrived");
        _open = false;
        Toasts.Show(L["Toast.Attempt", L["Result." + _result].Value]);
        await OnRecorded.InvokeAsync(_result);
    }

    private static string Ending(string point) => point.Length > Shown + 1 && point.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-') ? "…" + point[^Shown..] : point;

    private static string Glyph(AttemptResult result) => result switch
    {
        AttemptResult.Effective => "phone_in_talk",
        AttemptResult.NoAnswer => "phone_missed",
        AttemptResult.PhoneOff => "phone_disabled",
        AttemptResult.RefusesCalls => "call_end",
    };
}
