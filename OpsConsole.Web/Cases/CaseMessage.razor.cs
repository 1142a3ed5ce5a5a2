using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Writes to the customer by one channel. What is refused stays written; what is accepted stands in the conversation at once and goes out by itself.</summary>
public sealed partial class CaseMessage
{
    private string? _to, _text, _subject, _template, _error, _startText, _startSubject;
    private bool _sending;
    private int _round;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter, EditorRequired]
    public required ChannelBench Channel { get; set; }

    [Parameter]
    public IReadOnlyList<FilledTemplate> Templates { get; set; } = [];

    [Parameter]
    public EventCallback OnSent { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string? To => Channel.Points.Count == 0 || Channel.Points.Any(p => p.Value == _to) ? _to : Channel.Points[0].Value;

    private void ChooseTemplate(ChangeEventArgs e)
    {
        if (Templates.FirstOrDefault(t => t.Code == e.Value as string) is not { } chosen)
        {
            _template = null;
            return;
        }
        (_template, _startText, _text) = (chosen.Code, chosen.Text, chosen.Text);
        (_startSubject, _subject) = (chosen.Subject, chosen.Subject);
        _round++;       // other boxes, since what stands in these is the browser's
    }

    private async Task SendAsync()
    {
        if (_sending)
            return;
        (_sending, _error) = (true, null);
        var form = new MessageForm(Codes.Of(MessageDirection.Out), Codes.Of(Channel.Channel), To, _text) { Subject = string.IsNullOrWhiteSpace(_subject) ? null : _subject, Template = _template };
        var outcome = await Service.SendAsync(Case.Number, form, CancellationToken.None);
        _sending = false;
        if (outcome is not Outcome.Done)
        {
            _error = outcome is Outcome.Invalid { Errors: [{ Field: "text" or "contactPoint", Code: "required" } missing, ..] } ? L["Message." + missing.Field] : Words.Of(outcome);
            await Js.InvokeVoidAsync("oc.focus", outcome is Outcome.Invalid { Errors: [{ Field: "contactPoint" }, ..] } ? "message-to" : "message-text");
            return;
        }
        await Js.InvokeVoidAsync("oc.arrived");
        (_text, _subject, _template, _startText, _startSubject) = (null, null, null, null, null);
        _round++;
        Toasts.Show(L["Toast.Sent"]);
        await OnSent.InvokeAsync();
    }
}
