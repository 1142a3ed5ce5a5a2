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
public sealed partial class TemplateEditor
{
    private List<TemplateDraft> _drafts = [];
    private TemplateDraft? _shown;
    private int _last;

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required SampleCase Sample { get; set; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _drafts = [.. Begin.Templates.Select(t => new TemplateDraft(++_last, t))];
        _shown = _drafts.FirstOrDefault();
    }

    private void Show(TemplateDraft draft)
    {
        draft.Begin();
        _shown = draft;
    }

    private Task AddAsync()
    {
        _drafts.Add(_shown = new(++_last, new("", "", [.. Campaign.Settings.Channels.Where(c => c != Codes.Of(AttemptChannel.Phone)).Take(1)], "")));
        Focus = "template-label";
        return SayAsync();
    }

    private Task RemoveAsync(TemplateDraft draft)
    {
        var at = _drafts.IndexOf(draft);
        _drafts.Remove(draft);
        _shown = _drafts.ElementAtOrDefault(Math.Min(at, _drafts.Count - 1));
        _shown?.Begin();
        Focus = _shown is null ? "template-add" : "template-" + _shown.Id.ToString(CultureInfo.InvariantCulture);
        Removed.Offer(L["Removed", draft.Label], () =>
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

    protected override string WordsOf(Refusal problem) => problem.Code != "template.mark" ? base.WordsOf(problem)
        : L["UnknownMarks", string.Join(", ", CaseMarks.Unknown(problem.Field!.EndsWith("subject", StringComparison.Ordinal) ? _shown!.Subject : _shown!.Text, Campaign.Schema).Distinct())];

    private string? Bad(string field) => Problem(At(field)) is null ? null : "true";

    private static void Toggle(TemplateDraft draft, string channel, bool on)
    {
        draft.Channels.Remove(channel);
        if (on)
            draft.Channels.Add(channel);
    }

    private static string Text(ChangeEventArgs e) => e.Value as string ?? "";
}
