using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Calls the customer and writes down how it went.</summary>
public sealed partial class CaseCall
{
    private const string NumberId = "call-number";

    /// <summary>Two numbers that end alike are one, written with and without country.</summary>
    private const int SameEnd = 8;

    private string? _point, _error;
    private bool _sending;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CustomerView? Customer { get; set; }

    [Parameter]
    public EventCallback OnRecorded { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    /// <summary>The customer's own, then those that the case itself brought; the same number once.</summary>
    private IReadOnlyList<(string Value, string Label, string Dialled)> Phones =>
    [
        .. (Customer?.ContactPoints ?? []).Where(p => p.Type is ContactPointType.Mobile or ContactPointType.Landline).Select(p => (p.Value, L["Point." + Codes.Of(p.Type)].Value, p.Normalised))
            .Concat(AlertReading.Phones(Case).Select(p => (p.Shown, p.Column, p.Dialled)))
            .Concat(Case.Row.Subject?.Requirement?.Problem.Phone is { } said && AlertReading.Dialled(said) is { Length: >= SameEnd } dialled ? [(said, L["PhoneOfTicket"].Value, dialled)] : [])
            .DistinctBy(p => string.Concat(p.Item3.Where(char.IsAsciiDigit).TakeLast(SameEnd))),
    ];

    private string? Point => Phones.Any(p => p.Value == _point) ? _point : Phones.Select(p => p.Value).FirstOrDefault();

    private string? Dialled => Phones.FirstOrDefault(p => p.Value == Point).Dialled;

    private int Today => Case.Detail.Attempts.Count(a => Case.Time.Day(a.At) == Case.Time.Today);

    private async Task RecordAsync(AttemptResult result)
    {
        if (_sending)
            return;
        if (Phones.Count == 0 && string.IsNullOrWhiteSpace(_point))
        {
            _error = L["PhoneNeeded"];
            await Js.InvokeVoidAsync("oc.focus", NumberId);
            return;
        }
        (_sending, _error) = (true, null);
        var outcome = await Commands.RecordAsync(Case.Number, new(Codes.Of(AttemptChannel.Phone), Phones.Count == 0 ? _point : Point, Codes.Of(result)), CancellationToken.None);
        _sending = false;
        if (outcome is not Outcome.Done)
        {
            _error = Words.Of(outcome);
            return;
        }
        Toasts.Show(Alert["Toast.Attempt", Alert["Result." + Codes.Of(result)].Value]);
        await OnRecorded.InvokeAsync();
    }
}
