using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>The templates of a project: which there are, and the one that is edited as its channels will carry it.</summary>
public sealed partial class TemplateEditor : IDisposable
{

    private List<TemplateDraft> _drafts = [];
    private TemplateDraft? _shown;
    private string? _focus;
    private int _last;
    private PutBack _removed = default!;

    [Parameter, EditorRequired]
    public required TemplateGuide Begin { get; set; }

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required SampleCase Sample { get; set; }

    [Parameter]
    public IReadOnlyList<Refusal> Problems { get; set; } = [];

    [Parameter]
    public EventCallback<Guide> OnChanged { get; set; }

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public void Dispose() => _removed.Dispose();

    protected override void OnInitialized()
    {
        _removed = new(Toasts, Clock);
        _drafts = [.. Begin.Templates.Select(t => new TemplateDraft(++_last, t))];
        _shown = _drafts.FirstOrDefault();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } id)
        {
            _focus = null;
            await Js.InvokeVoidAsync("oc.focus", id);
        }
    }

    private void Show(TemplateDraft draft)
    {
        draft.Begin();
        _shown = draft;
    }

    private Task AddAsync()
    {
        _drafts.Add(_shown = new(++_last, new("", "", [.. Campaign.Settings.Channels.Where(c => c != Codes.Of(AttemptChannel.Phone)).Take(1)], "")));
        _focus = "template-label";
        return SayAsync();
    }

    private Task RemoveAsync(TemplateDraft draft)
    {
        var at = _drafts.IndexOf(draft);
        _drafts.Remove(draft);
        _shown = _drafts.ElementAtOrDefault(Math.Min(at, _drafts.Count - 1));
        _shown?.Begin();
        _focus = _shown is null ? "template-add" : "template-" + _shown.Id.ToString(CultureInfo.InvariantCulture);
        _removed.Offer(L["Removed", draft.Label], () =>
        {
            _drafts.Insert(Math.Min(at, _drafts.Count), draft);
            Show(draft);
            return SayAsync();
        });
        return SayAsync();
    }

    private Task ShiftAsync(TemplateDraft draft, int by)
    {
        var to = _drafts.IndexOf(draft) + by;
        if (to < 0 || to >= _drafts.Count)
            return Task.CompletedTask;
        _drafts.Remove(draft);
        _drafts.Insert(to, draft);
        return SayAsync();
    }

    private Task SetAsync(Action set)
    {
        set();
        return SayAsync();
    }

    private Task SayAsync()
    {
        StateHasChanged();
        return OnChanged.InvokeAsync(new TemplateGuide([.. _drafts.Select(d => d.Template)]));
    }

    private string Count(TemplateDraft draft)
    {
        var filled = Sample.Fill(draft.Text);
        var most = draft.Channels.Select(Codes.Parse<AttemptChannel>).OfType<AttemptChannel>().Select(MessageRules.TextMax).DefaultIfEmpty(MessageRules.TextMax(AttemptChannel.Email)).Min();
        var said = L["Template.Count", Formats.Number(draft.Text.Length), Formats.Number(most)].Value;
        return draft.Channels.Contains(Codes.Of(AttemptChannel.Sms)) ? $"{said} {L["Template.Parts", SmsLength.Parts(filled)]}" : said;
    }

    private bool IsWrong(TemplateDraft draft) => Problems.Any(p => p.Field?.StartsWith(Place(draft) + ".", StringComparison.Ordinal) is true);

    private string At(string field) => $"{Place(_shown!)}.{field}";

    private string Place(TemplateDraft draft) => string.Create(CultureInfo.InvariantCulture, $"templates.{_drafts.IndexOf(draft)}");

    private string? Problem(string place) => Problems.FirstOrDefault(p => p.Field == place) is not { } found ? null
        : found.Code == "template.mark" ? L["UnknownMarks", string.Join(", ", CaseMarks.Unknown(place.EndsWith("subject", StringComparison.Ordinal) ? _shown!.Subject : _shown!.Text, Campaign.Schema).Distinct())] : Words[found];

    private string? Bad(string field) => Problem(At(field)) is null ? null : "true";

    private static void Toggle(TemplateDraft draft, string channel, bool on)
    {
        draft.Channels.Remove(channel);
        if (on)
            draft.Channels.Add(channel);
    }

    private static string Text(ChangeEventArgs e) => e.Value as string ?? "";
}
