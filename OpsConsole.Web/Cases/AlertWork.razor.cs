using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>The form of an alert: its fields, what finishing lacks, and saving. Drafts and conflicts stand in the other parts.</summary>
public sealed partial class AlertWork : IAsyncDisposable
{
    private const string FormId = "alert-form";

    private AlertTyping _typing = default!;
    private Dictionary<string, string> _initial = [];
    private int _initialLength;
    private IReadOnlyList<Refusal> _missing = [];
    private string? _problem;
    private bool _saving;

    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    /// <summary>Reads the alert anew, for the whole page; null when it is no longer visible.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<AlertCase?>> Reload { get; set; }

    /// <summary>Who else changed the alert last while the page was open.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    [Parameter]
    public EventCallback<AlertSaved> OnSaved { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The form as it stands now, as far as it has arrived here.</summary>
    public AlertForm Typed => _typing.Typed;

    private bool NeedsCause => Alert.Settings.Incident(_typing.Typed.IncidentType)?.CustomerActionNeeded == true;

    /// <summary>An unreached customer gets a text that says so and what the branch commits to.</summary>
    private bool OffersClosing => Alert.Settings.Contact(_typing.Typed.ContactType) is { Reached: false };

    protected override void OnInitialized()
    {
        _script = new(Js);
        _typing = AlertTyping.Begin(Alert);
        Begin();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Alert.Row.Version != _typing.Seen && !_saving)
            await RebaseAsync();
        Look();
    }

    private void Begin()
    {
        _initial = _typing.Texts();
        _initialLength = TextFold.VisibleLength(_typing.Typed.ActionPlan);
        Look();
    }

    private void Look() => _missing = Alert.ToFinish(_typing.Typed);

    private Task SaveAsync() => SaveAsync(finish: false);

    private Task FinishAsync() => SaveAsync(finish: true);

    private async Task SaveAsync(bool finish)
    {
        if (_saving)
            return;
        (_saving, _problem, _merged, _finishing) = (true, null, null, finish);
        try
        {
            await HoldAsync();
            var form = _typing.Typed with { State = finish ? AlertForm.FinishedState : _typing.Typed.State };
            if (form.IsFinished && Alert.ToFinish(form) is { Count: > 0 } missing)
            {
                _missing = missing;
                await _script.CallAsync("resume");
                await Js.InvokeVoidAsync("oc.focus", IdOfMissing(missing[0]));
                return;
            }
            await SendAsync(form);
        }
        finally
        {
            _saving = false;
        }
    }

    /// <summary>Saves; what somebody else saved meanwhile in other fields comes along by itself.</summary>
    private async Task SendAsync(AlertForm form)
    {
        while (true)
        {
            var outcome = await Commands.SaveAsync(Alert.Number, _typing.Version, form, CancellationToken.None);
            if (outcome is Outcome.Conflict conflict && await MergedAsync(conflict))
            {
                form = _typing.Typed with { State = form.State };
                continue;
            }
            if (outcome is Outcome.Done done)
                await DoneAsync(form, done.Version);
            else if (outcome is not Outcome.Conflict)
                await RefusedAsync(outcome);
            return;
        }
    }

    private async Task DoneAsync(AlertForm form, long version)
    {
        var content = _typing.Content();
        _typing.Choose(form, form, version);
        (_draftAt, _clashing) = (null, []);
        await _script.CallAsync("clean", content, StartJson(), version);
        await OnSaved.InvokeAsync(new(form.IsFinished, form, _merged));
    }

    private async Task RefusedAsync(Outcome outcome)
    {
        _problem = Words.Of(outcome);
        await _script.CallAsync("resume");
        if (outcome is Outcome.Invalid { Errors: [var first, ..] })
            await Js.InvokeVoidAsync("oc.focus", IdOfMissing(first));
        await Reload();
    }

    private Task WriteClosingAsync()
    {
        var made = Alert.Detail.Attempts.Where(a => Alert.Time.Day(a.At) == Alert.Time.Today).ToList();
        var said = made.Count == 0 ? L["Closing.NoAttempts"].Value
            : L["Closing.Attempts", HistoryWords.Day(Alert.Time.Today), string.Join(", ", made.Select(a => Formats.Time(a.At, Alert.Time.Zone)))].Value;
        return _script.CallAsync("write", AlertFields.Plan, _typing.Typed.ActionPlan is { Length: > 0 } plan && !plan.Contains(said, StringComparison.Ordinal) ? plan + "\n" + said : said);
    }

    private Task ProposeAsync(DateTime at) => _script.CallAsync("write", AlertFields.Next, AlertDraft.Local(at, Alert.Time));

    /// <summary>The kind of contact follows the attempt's result while none is chosen.</summary>
    private async Task RecordedAsync(string result)
    {
        if (await Reload() is { } now && now.Settings.Contact(result) is not null)
            await _script.AskAsync<string[]>("set", (object)new[] { new { name = AlertFields.Contact, expected = "", value = result } });
        await TypedAsync(await _script.AskAsync<string>("read"));
    }

    private static string IdOf(string field, int index = -1) => index < 0 ? $"f-{field}" : $"f-{field}-{index}";

    private static string IdOfMissing(Refusal missing) => missing.Code switch
    {
        "finish.attempts_missing" => AlertAttempts.ButtonId,
        _ when missing.Field is AlertFields.Incident or AlertFields.Contact => IdOf(missing.Field, 0),
        _ when missing.Field is { } field => IdOf(field),
        _ => FormId,
    };
}
