using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Which case this one goes into: those of the same customer are offered, any other is found by number, name or document; then both side by side, and which one survives.</summary>
public sealed partial class MergeDialog
{
    private IReadOnlyList<MergeChoice>? _choices;
    private MergePreview? _preview;
    private string _asked = "";
    private string? _error;
    private bool _confirmed, _sending;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Merged into the case of this number.</summary>
    [Parameter]
    public EventCallback<string> OnDone { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    protected override Task OnInitializedAsync() => FindAsync("");

    private async Task FindAsync(string? text)
    {
        (_asked, _preview, _error) = (text?.Trim() ?? "", null, null);
        _choices = await Service.MergeChoicesAsync(Case.Number, _asked, CancellationToken.None);
    }

    private async Task LookAsync(string number)
    {
        _preview = await Service.MergePreviewAsync(Case.Number, number, CancellationToken.None);
        (_confirmed, _error) = (false, _preview is { Refusals: [var first, ..] } ? Words[first] : null);
    }

    private string Happens(MergePreview preview, MergeSide target)
    {
        var said = L["Merge.Happens", preview.Source.Number, target.Number].Value;
        return preview.DueAt is { } due ? $"{said} {L["Merge.Deadline", Formats.Moment(due, Case.Time.Zone)]}" : said;
    }

    private void Back() => (_preview, _error) = (null, null);

    private async Task MergeAsync(string target)
    {
        if (_sending)
            return;
        _sending = true;
        var outcome = await Service.MergeAsync(Case.Number, target, _confirmed, CancellationToken.None);
        _sending = false;
        if (outcome is Outcome.Done)
            await OnDone.InvokeAsync(target);
        else
            _error = Words.Of(outcome);
    }
}
