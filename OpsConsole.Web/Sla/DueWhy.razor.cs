using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Sla;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Sla;

/// <summary>"¿por qué?" beside a deadline: its receipt, read when it is asked for.</summary>
public sealed partial class DueWhy
{
    private bool _open;
    private CaseDeadline? _deadline;

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter, EditorRequired]
    public required DateTime DueAt { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private DeadlineQueries Queries { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private IEnumerable<string> Notes
    {
        get
        {
            if (_deadline is not { Receipt: { } receipt } seen)
                yield break;
            if (!seen.Agrees)
                yield return L["Differs", Formats.Moment(seen.DueAt!.Value, Zone), Formats.Moment(receipt.DueAt, Zone)];
            if (seen.PausedSince is { } since)
                yield return L["Paused", Formats.Moment(since, Zone)];
            if (receipt.UnknownFrom is { } day)
                yield return L["Unknown", receipt.Calendar!.Name, day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)];
        }
    }

    private string Total(DeadlineReceipt receipt) => receipt.Unit switch
    {
        SlaPolicy.BusinessHours => Hours(receipt.Counted),
        SlaPolicy.BusinessDays => receipt.Amount == 1 ? L["BusinessDay"] : L["BusinessDays", receipt.Amount],
        _ => Days(receipt.Counted),
    };

    private async Task OpenAsync()
    {
        _deadline = await Queries.OfCaseAsync(Number, await Actors.CurrentAsync(CancellationToken.None), CancellationToken.None);
        _open = true;
    }

    private async Task Hide()
    {
        (_open, _deadline) = (false, null);
        await Script.InvokeVoidAsync("oc.focus", "due-why");
    }

    private string Length(ReceiptSpan span) => _deadline!.Receipt!.Unit switch
    {
        SlaPolicy.BusinessHours => Hours(span.Length),
        SlaPolicy.BusinessDays when span.Kind == SpanKind.Counted => L["BusinessDay"],
        SlaPolicy.BusinessDays => Formats.Nothing,
        _ => Days(span.Length),
    };

    private string Days(TimeSpan length) => length.Ticks % TimeSpan.TicksPerDay == 0 ? length.Days == 1 ? L["OneDay"] : L["Days", length.Days] : length.Days == 0 ? Hours(length) : L["Days", length.Days] + " " + Hours(length - TimeSpan.FromDays(length.Days));

    private static string Hours(TimeSpan length)
    {
        var (hours, minutes, seconds) = ((int)length.TotalHours, length.Minutes, length.Seconds);
        string[] parts = [hours > 0 ? $"{hours} h" : "", minutes > 0 ? $"{minutes} min" : "", seconds > 0 && hours == 0 ? $"{seconds} s" : ""];
        return string.Join(" ", parts.Where(p => p.Length > 0)) is { Length: > 0 } said ? said : $"{0} min";
    }
}
