using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>How the contact went: the campaign's tree, observations, the next contact. What is typed is a draft on the server within two seconds and survives tabs, reload, connection and restart.</summary>
public sealed partial class CaseDisposition : IAsyncDisposable
{
    private const string FormId = "disposition-form", ObservationsId = "disposition-observations", NextId = "disposition-next-contact";
    private const int DeepestNamed = 3, MorningHour = 9;

    private AlertScript _script = default!;
    private DotNetObjectReference<CaseDisposition>? _self;
    private DispositionDraft _initial = DispositionDraft.Empty, _typed = DispositionDraft.Empty;
    private List<string> _path = [];
    private DateTime? _draftAt, _restored;
    private string? _problem, _clash, _lost;
    private IReadOnlyList<Disposition> _tree = [];
    private string _seen = "";
    private long _version;
    private int _round, _started = -1;
    private bool _saving, _ready, _recalled;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    /// <summary>Who else changed the case last while the page was open.</summary>
    [Parameter]
    public string? ChangedBy { get; set; }

    /// <summary>Saved: what, and whether to go on to the next case.</summary>
    [Parameter]
    public EventCallback<(DispositionDraft Typed, bool GoesOn)> OnSaved { get; set; }

    /// <summary>The server knows another tree than the one that is shown.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private IReadOnlyList<Disposition> Tree => Case.Settings.DispositionTree;

    /// <summary>Each level that there is something to choose on, with what is chosen.</summary>
    private IEnumerable<(IReadOnlyList<Disposition> Choices, int Index, string? Chosen)> Levels
    {
        get
        {
            var (choices, index) = (Tree, 0);
            while (choices is { Count: > 0 })
            {
                var chosen = choices.FirstOrDefault(d => d.Code == _path.ElementAtOrDefault(index));
                yield return (choices, index, chosen?.Code);
                (choices, index) = (chosen?.Children ?? [], index + 1);
            }
        }
    }

    private bool NeedsNext => Disposition.Along(Tree, _path) is [.., { NeedsNextContact: true }];

    /// <summary>What a disposition would overwrite.</summary>
    private string Standing => $"{Case.Row.Subject?.Path}|{Case.Row.Subject?.Observations}|{Case.Row.NextContactAt:O}";

    /// <summary>The whole form as the browser holds it. True when it is on disk; false: send it again.</summary>
    [JSInvokable]
    public async Task<bool> TypedAsync(string? content)
    {
        if (_saving || DispositionDraft.Read(content, Tree) is not { } typed)
            return false;
        (_typed, _problem) = (typed, null);
        if (typed.IsEmpty)
        {
            _draftAt = null;
            StateHasChanged();
            return await Commands.DiscardDraftAsync(Case.Number, CancellationToken.None) is Outcome.Done;
        }
        if (await Commands.KeepDraftAsync(Case.Number, typed.Content(), _version, CancellationToken.None) is not Outcome.Done)
            return false;
        _draftAt = Commands.Clock.GetUtcNow().UtcDateTime;
        StateHasChanged();
        return true;
    }

    /// <summary>Somebody else closed it: the fields are about to go, and what stands in them stays as a draft.</summary>
    public async Task KeepAsync()
    {
        if (_saving)
            return;
        await HoldAsync();
        if (!_typed.IsEmpty)
            await Commands.KeepDraftAsync(Case.Number, _typed.Content(), _version, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started >= 0)
            await _script.CallAsync("stop");
        await _script.DisposeAsync();
        _self?.Dispose();
    }

    protected override void OnInitialized()
    {
        _script = new(Js);
        Begin(Case.Detail.Draft);
    }

    protected override void OnParametersSet()
    {
        FollowTree();
        if (_saving || Case.Row.Version == _version)
            return;
        if (Standing == _seen)
            _version = Case.Row.Version;        // others worked at something else
        else
            _clash = L["Clash", ChangedBy ?? L["SomebodyElse"], CaseSummary.Labels(Case) ?? L["NoDisposition"]];
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
        if (!_ready || _started == _round)
            return;
        _started = _round;
        await _script.CallAsync("start", FormId, _self, new
        {
            number = Case.Number,
            user = Case.Actor.Id,
            version = _version,
            start = JsonSerializer.Serialize(DispositionDraft.Empty.Texts()),
            shown = JsonSerializer.Serialize(_initial.Texts()),
            token = Antiforgery.GetAntiforgeryToken()?.Value,
            dirty = _recalled,
        });
    }

    /// <summary>Another version was published: what it does not have any more is not chosen any more, and everything else stays.</summary>
    private void FollowTree()
    {
        if (ReferenceEquals(_tree, Tree))
            return;
        var kept = Disposition.Along(Tree, _path);
        if (kept.Count < _path.Count)
            _lost = Disposition.Along(_tree, _path).ElementAtOrDefault(kept.Count) is { } gone ? L["ChoiceGoneNamed", gone.Label] : L["ChoiceGone"];
        (_tree, _path) = (Tree, [.. kept.Select(d => d.Code)]);
    }

    private void Begin(Draft? draft)
    {
        _initial = _typed = DispositionDraft.Read(draft?.Content, Tree) ?? DispositionDraft.Empty;
        _path = [.. _initial.Path];
        (_version, _seen, _clash) = (Case.Row.Version, Standing, null);
        (_tree, _lost) = (Tree, _initial.HasLost ? L["ChoiceGone"].Value : null);
        (_restored, _draftAt) = _initial.IsEmpty ? (null, null) : (draft?.SavedAt, draft?.SavedAt);
    }

    /// <summary>Text that an earlier page of this tab could not send any more is newer than the server's draft.</summary>
    private async Task RecallAsync()
    {
        if (await _script.AskAsync<string>("waiting", Case.Actor.Id, Case.Number) is not { } waiting)
            return;
        try
        {
            var content = JsonElement.Parse(waiting).GetProperty("content").GetString();
            Begin(new() { UserId = Case.Actor.Id, CaseId = Case.Row.Id, Content = content!, SavedAt = Commands.Clock.GetUtcNow().UtcDateTime });
            _recalled = !_initial.IsEmpty;
            Restart();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            await _script.CallAsync("forget", Case.Actor.Id, Case.Number);
        }
    }

    /// <summary>New fields with new beginnings: the old ones are not written over, they go.</summary>
    private void Restart()
    {
        _round++;
        StateHasChanged();
    }

    private void Choose(int level, string code) => (_path, _lost) = ([.. _path.Take(level), code], null);

    private Task TomorrowAsync()
    {
        var morning = Case.Time.ToUtc(Case.Time.Today.AddDays(1).ToDateTime(new(MorningHour, 0)));
        return _script.CallAsync("write", DispositionDraft.NextContact, AlertDraft.Local(morning, Case.Time));
    }

    private async Task DiscardAsync()
    {
        await HoldAsync();
        await Commands.DiscardDraftAsync(Case.Number, CancellationToken.None);
        await _script.CallAsync("forget", Case.Actor.Id, Case.Number);
        _recalled = false;
        Begin(null);
        Restart();
    }

    private Task SaveAsync() => SaveAsync(goesOn: false);

    private Task SaveAndGoOnAsync() => SaveAsync(goesOn: true);

    /// <summary>The person has seen what somebody else put there meanwhile.</summary>
    private Task SaveAnywayAsync()
    {
        (_version, _seen, _clash) = (Case.Row.Version, Standing, null);
        return SaveAsync();
    }

    private async Task SaveAsync(bool goesOn)
    {
        if (_saving)
            return;
        (_saving, _problem) = (true, null);
        try
        {
            await HoldAsync();
            if (_typed.Next.Length > 0 && AlertDraft.Utc(_typed.Next, Case.Time) is null)
            {
                await RefuseAsync(L["NextUnreadable"], NextId);
                return;
            }
            var outcome = await Service.DisposeAsync(Case.Number, _version, _typed.Form(Case.Time), CancellationToken.None);
            if (outcome is Outcome.Conflict conflict && !conflict.Theirs.Keys.Intersect(["dispositionPath", "observations", "nextContactAt"]).Any())
                outcome = await Service.DisposeAsync(Case.Number, conflict.Version, _typed.Form(Case.Time), CancellationToken.None);
            if (outcome is Outcome.Done)
                await DoneAsync(goesOn);
            else if (outcome is Outcome.Conflict other)
                await RefuseAsync(L["ChangedMeanwhile", other.ChangedBy ?? L["SomebodyElse"]], null);
            else if (outcome is Outcome.Invalid { Errors: [{ Field: { } place, Code: "unknown" }, ..] } && place.StartsWith("path", StringComparison.Ordinal))
            {
                await RefuseAsync(L["ChoiceGone"], null);
                await OnStale.InvokeAsync();
            }
            else
                await RefuseAsync(outcome is Outcome.Invalid { Errors: [{ Field: { } field } error, ..] } ? Said(field, error) : Words.Of(outcome), outcome is Outcome.Invalid { Errors: [{ Field: { } first }, ..] } ? IdOf(first) : null);
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task DoneAsync(bool goesOn)
    {
        var typed = _typed;
        await _script.CallAsync("discard");
        _recalled = false;
        Begin(null);
        Restart();
        await OnSaved.InvokeAsync((typed, goesOn));
    }

    private async Task RefuseAsync(string said, string? at)
    {
        _problem = said;
        await _script.CallAsync("resume");
        if (at is not null)
            await Js.InvokeVoidAsync("oc.focus", at);
    }

    private string Said(string field, Refusal error) => field == "path" || field.StartsWith("path[", StringComparison.Ordinal) ? L["ChooseLevel", L["Level." + Math.Min(LevelOf(field), DeepestNamed)].Value.ToLowerInvariant()]
        : field == "nextContactAt" && error.Code == "required" ? L["NextNeeded"] : Words[error];

    private string? IdOf(string field) => field switch
    {
        "observations" => ObservationsId,
        "nextContactAt" => NextId,
        _ => Levels.Where(l => l.Index == LevelOf(field)).Select(l => IdOf(l.Index, l.Choices[0].Code)).FirstOrDefault(),
    };

    private static int LevelOf(string field) => field.Length > 6 && int.TryParse(field.AsSpan(5, field.Length - 6), out var level) ? level : 0;

    private static string IdOf(int level, string code) => $"d-{level}-{code}";

    /// <summary>From here on the browser sends nothing, until it is told how the command ended.</summary>
    private async Task HoldAsync()
    {
        if (DispositionDraft.Read(await _script.AskAsync<string>("hold"), Tree) is { } typed)
            _typed = typed;
    }
}
