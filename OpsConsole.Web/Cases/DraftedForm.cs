using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Cases;

/// <summary>What stands in the fields of a form that is kept as a draft.</summary>
public interface IFormDraft
{
    bool IsEmpty { get; }

    /// <summary>Field to text, as js/alert.js reads them.</summary>
    Dictionary<string, string> Texts();

    string Content();
}

/// <summary>A disposition that was saved.</summary>
/// <param name="Draft">What had been typed for it.</param>
/// <param name="GoesOn">On to the next case.</param>
/// <param name="Closed">The case ended with it.</param>
public sealed record DispositionSaved(string Draft, bool GoesOn, bool Closed);

/// <summary>A disposition form whose fields belong to the browser (js/alert.js). What is typed is a draft on the server within two seconds and survives tabs, reload, connection and restart; what others do meanwhile is said, and overwrites nothing.</summary>
public abstract class DraftedForm<TDraft> : ComponentBase, IAsyncDisposable where TDraft : class, IFormDraft
{
    private DotNetObjectReference<DraftedForm<TDraft>>? _self;
    private string _seen = "";
    private int _started = -1;
    private bool _ready, _recalled;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    /// <summary>Who else changed the case last while the page was open.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    [Parameter]
    public EventCallback<DispositionSaved> OnSaved { get; set; }

    /// <summary>The server knows other choices than the ones that are shown.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    [Inject]
    protected IStringLocalizer<WorkspaceTexts> L { get; set; } = default!;

    [Inject]
    protected AlertCommands Commands { get; set; } = default!;

    [Inject]
    protected CaseCommands Service { get; set; } = default!;

    [Inject]
    protected RefusalWords Words { get; set; } = default!;

    [Inject]
    protected IJSRuntime Js { get; set; } = default!;

    [Inject]
    protected AntiforgeryStateProvider Antiforgery { get; set; } = default!;

    protected AlertScript Script { get; private set; } = default!;

    /// <summary>What the fields began with, and what they hold as far as the server knows.</summary>
    protected TDraft Initial { get; private set; } = default!;
    protected TDraft Typed { get; private set; } = default!;
    protected DateTime? DraftAt { get; private set; }
    protected DateTime? Restored { get; private set; }
    protected string? Problem { get; set; }
    protected string? Clash { get; private set; }

    /// <summary>Rises when all fields begin anew.</summary>
    protected int Round { get; private set; }
    protected bool IsSaving { get; private set; }

    protected abstract string FormId { get; }
    protected abstract TDraft Empty { get; }

    /// <summary>What a disposition would overwrite.</summary>
    protected abstract string Standing { get; }

    /// <summary>The fields of a conflict that are this form's.</summary>
    protected abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Null for what is no draft of this form.</summary>
    protected abstract TDraft? Read(string? content);

    protected abstract DispositionForm Form();

    /// <summary>What stands there ends the case.</summary>
    protected virtual bool Closes => false;

    /// <summary>A field that cannot be read as it stands, and what to say of it.</summary>
    protected virtual (string Said, string At)? Unreadable() => null;

    /// <summary>The fields begin with <see cref="Initial"/>.</summary>
    protected virtual void Began()
    {
    }

    /// <summary>Something else stands in the fields than before.</summary>
    protected virtual Task TypedAsync(TDraft before) => Task.CompletedTask;

    /// <summary>The desk says no, for another reason than a change meanwhile.</summary>
    protected abstract Task RefusedAsync(Outcome outcome);

    /// <summary>The whole form as the browser holds it. True when it is on disk; false: send it again.</summary>
    [JSInvokable]
    public async Task<bool> TypedAsync(string? content)
    {
        if (IsSaving || Read(content) is not { } typed)
            return false;
        var before = Typed;
        Typed = typed;
        if (typed.Content() != before.Content())       // the same once more, because it had not arrived, answers nothing that was said
            Problem = null;
        await TypedAsync(before);
        if (typed.IsEmpty)
        {
            DraftAt = null;
            StateHasChanged();
            return await Commands.DiscardDraftAsync(Case.Number, CancellationToken.None) is Outcome.Done;
        }
        if (await Commands.KeepDraftAsync(Case.Number, typed.Content(), Version, CancellationToken.None) is not Outcome.Done)
            return false;
        DraftAt = Commands.Clock.GetUtcNow().UtcDateTime;
        StateHasChanged();
        return true;
    }

    /// <summary>Somebody else closed it: the fields are about to go, and what stands in them stays as a draft.</summary>
    public async Task KeepAsync()
    {
        if (IsSaving)
            return;
        await HoldAsync();
        if (!Typed.IsEmpty)
            await Commands.KeepDraftAsync(Case.Number, Typed.Content(), Version, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started >= 0)
            await Script.CallAsync("stop");
        await Script.DisposeAsync();
        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected long Version { get; private set; }

    protected override void OnInitialized()
    {
        Script = new(Js);
        Begin(Case.Detail.Draft);
    }

    protected override void OnParametersSet()
    {
        if (IsSaving || Case.Row.Version == Version)
            return;
        if (Standing == _seen)
            Version = Case.Row.Version;        // others worked at something else
        else
            Clash = L["Clash", ChangedBy ?? L["SomebodyElse"], CaseSummary.Labels(Case) ?? L["NoDisposition"]];
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Script.LoadAsync(Assets);
            _self = DotNetObjectReference.Create(this);
            await RecallAsync();
            _ready = true;
        }
        if (!_ready || _started == Round)
            return;
        _started = Round;
        await Script.CallAsync("start", FormId, _self, new
        {
            number = Case.Number,
            user = Case.Actor.Id,
            version = Version,
            start = JsonSerializer.Serialize(Empty.Texts()),
            shown = JsonSerializer.Serialize(Initial.Texts()),
            token = Antiforgery.GetAntiforgeryToken()?.Value,
            dirty = _recalled,
        });
    }

    protected async Task DiscardAsync()
    {
        await HoldAsync();
        await Commands.DiscardDraftAsync(Case.Number, CancellationToken.None);
        await Script.CallAsync("forget", Case.Actor.Id, Case.Number);
        _recalled = false;
        Begin(null);
        Restart();
    }

    /// <summary>The form holds this now.</summary>
    protected void Accept(TDraft typed) => Typed = typed;

    protected Task SaveAsync() => SaveAsync(goesOn: false);

    protected Task SaveAndGoOnAsync() => SaveAsync(goesOn: true);

    /// <summary>The person has seen what somebody else put there meanwhile.</summary>
    protected Task SaveAnywayAsync()
    {
        (Version, _seen, Clash) = (Case.Row.Version, Standing, null);
        return SaveAsync();
    }

    /// <summary>Says why not; everything that was typed stays.</summary>
    protected async Task RefuseAsync(string? said, string? at)
    {
        Problem = said;
        await Script.CallAsync("resume");
        if (at is not null)
        {
            StateHasChanged();
            await Js.InvokeVoidAsync("oc.focus", at);
        }
    }

    private async Task SaveAsync(bool goesOn)
    {
        if (IsSaving)
            return;
        (IsSaving, Problem) = (true, null);
        try
        {
            await HoldAsync();
            if (Unreadable() is { } wrong)
            {
                await RefuseAsync(wrong.Said, wrong.At);
                return;
            }
            var outcome = await Service.DisposeAsync(Case.Number, Version, Form(), CancellationToken.None);
            if (outcome is Outcome.Conflict conflict && !conflict.Theirs.Keys.Intersect(Fields).Any())
                outcome = await Service.DisposeAsync(Case.Number, conflict.Version, Form(), CancellationToken.None);
            if (outcome is Outcome.Done)
                await DoneAsync(goesOn);
            else if (outcome is Outcome.Conflict other)
                await RefuseAsync(L["ChangedMeanwhile", other.ChangedBy ?? L["SomebodyElse"]], null);
            else
                await RefusedAsync(outcome);
        }
        finally
        {
            IsSaving = false;
        }
    }

    private async Task DoneAsync(bool goesOn)
    {
        var saved = new DispositionSaved(Typed.Content(), goesOn, Closes);
        await Script.CallAsync("discard");
        _recalled = false;
        Begin(null);
        Restart();
        await OnSaved.InvokeAsync(saved);
    }

    private void Begin(Draft? draft)
    {
        Initial = Typed = Read(draft?.Content) ?? Empty;
        (Version, _seen, Clash) = (Case.Row.Version, Standing, null);
        (Restored, DraftAt) = Initial.IsEmpty ? (null, null) : (draft?.SavedAt, draft?.SavedAt);
        Began();
    }

    /// <summary>Text that an earlier page of this tab could not send any more is newer than the server's draft.</summary>
    private async Task RecallAsync()
    {
        if (await Script.AskAsync<string>("waiting", Case.Actor.Id, Case.Number) is not { } waiting)
            return;
        try
        {
            var content = JsonElement.Parse(waiting).GetProperty("content").GetString();
            Begin(new() { UserId = Case.Actor.Id, CaseId = Case.Row.Id, Content = content!, SavedAt = Commands.Clock.GetUtcNow().UtcDateTime });
            _recalled = !Initial.IsEmpty;
            Restart();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            await Script.CallAsync("forget", Case.Actor.Id, Case.Number);
        }
    }

    /// <summary>New fields with new beginnings: the old ones are not written over, they go.</summary>
    private void Restart()
    {
        Round++;
        StateHasChanged();
    }

    /// <summary>From here on the browser sends nothing, until it is told how the command ended.</summary>
    private async Task HoldAsync()
    {
        if (Read(await Script.AskAsync<string>("hold")) is not { } typed)
            return;
        var before = Typed;
        Typed = typed;
        await TypedAsync(before);
    }
}
