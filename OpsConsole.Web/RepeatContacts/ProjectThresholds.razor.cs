using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>"Umbrales" of a project: from when on a customer is marked; a change says first who enters and who leaves.</summary>
public sealed partial class ProjectThresholds
{
    private int? _recurrentContacts, _recurrentDays, _repeatContacts, _repeatDays;
    private ThresholdPreview? _preview;

    [Inject]
    private ThresholdDesk Thresholds { get; set; } = default!;

    private ThresholdForm Form => new(_recurrentContacts, _recurrentDays, _repeatContacts, _repeatDays);

    protected override Task FillAsync(Campaign campaign, Actor actor)
    {
        (_recurrentContacts, _recurrentDays, _repeatContacts, _repeatDays) = ThresholdForm.Of(campaign.Settings.Cell.Thresholds);
        return Task.CompletedTask;
    }

    protected override Task<Outcome> SendAsync(long version, Actor actor) => Thresholds.ChangeAsync(Code, version, Form, actor, Gone);

    /// <summary>Nobody moves, or something is wrong: saved, or refused, at once. Else it is asked.</summary>
    private async Task AskAsync()
    {
        if (await Thresholds.PreviewAsync(Code, Form, await Actors.CurrentAsync(Gone), Gone) is ThresholdPreview preview && preview.Recurrent.Entering + preview.Recurrent.Leaving + preview.Repeat.Entering + preview.Repeat.Leaving > 0)
            _preview = preview;
        else
            await SaveAsync();
    }

    private async Task GoAsync()
    {
        _preview = null;
        await SaveAsync();
    }
}
