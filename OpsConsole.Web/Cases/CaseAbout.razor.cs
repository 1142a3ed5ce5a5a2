using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>What the case is about, to read and to change.</summary>
public sealed partial class CaseAbout
{
    private bool _edits, _sending;
    private string? _type, _priority, _description, _account, _error;
    private long _version;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public bool Works { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The campaign's own columns, as they came.</summary>
    private IEnumerable<(string Name, string Value)> Own => Case.Detail.Campaign.Schema.Of(SchemaField.Base).Where(f => Case.Values.ContainsKey(f.Key)).Select(f => (f.Name, Case.Values[f.Key]));

    private void Edit()
    {
        var subject = Case.Row.Subject;
        (_edits, _error, _version) = (true, null, Case.Row.Version);
        (_type, _priority, _description, _account) = (subject?.Type, Codes.Of(Case.Row.Priority), subject?.Description, subject?.Account);
    }

    private void Stop() => _edits = false;

    private async Task SaveAsync()
    {
        if (_sending)
            return;
        _sending = true;
        var form = new ServiceCaseForm { Type = Given(_type), Description = Given(_description), Priority = _priority, Account = Given(_account) };
        var outcome = await Service.DescribeAsync(Case.Number, _version, form, CancellationToken.None);
        if (outcome is Outcome.Conflict conflict && conflict.Theirs.Keys.Intersect(["type", "description", "priority", "account"]).Any() is false)        // somebody changed something else
            outcome = await Service.DescribeAsync(Case.Number, conflict.Version, form, CancellationToken.None);
        _sending = false;
        if (outcome is Outcome.Conflict other)
        {
            (_error, _version) = (L["ChangedMeanwhile", other.ChangedBy ?? L["SomebodyElse"]], other.Version);     // said once; a second press is a decision
            return;
        }
        if (outcome is not Outcome.Done)
        {
            _error = Words.Of(outcome);
            return;
        }
        await Js.InvokeVoidAsync("oc.arrived");
        _edits = false;
        Toasts.Show(L["Toast.Described", Case.Number]);
        await OnChanged.InvokeAsync();
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
