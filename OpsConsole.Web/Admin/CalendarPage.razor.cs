using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Sla;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Sla;

namespace OpsConsole.Web.Admin;

/// <summary>One calendar, or a new one; saving says first which deadlines move.</summary>
public sealed partial class CalendarPage
{
    private const int MostFaults = 10;

    private WorkCalendar? _calendar;
    private IReadOnlyList<CalendarSummary> _known = [];
    private bool _loaded;
    private string? _code;
    private string? _name;
    private string? _from;
    private int _firstYear;
    private int _lastYear;
    private int _year;
    private HashSet<DayOfWeek> _weekend = [];
    private HoursText _hours = new([]);
    private List<CalendarDay> _days = [];
    private DateOnly? _newDate;
    private string? _newName, _newWrong;
    private IReadOnlyList<string> _imported = [];
    private bool _importFailed;
    private DeadlineMoves? _moves;

    /// <summary>Null: a new calendar.</summary>
    [Parameter]
    public string? Code { get; set; }

    [Inject]
    private CalendarDesk Desk { get; set; } = default!;

    [Inject]
    private DeadlineQueries Queries { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private IEnumerable<CalendarDay> OfYear => _days.Where(d => d.Date.Year == _year).OrderBy(d => d.Date);

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Actors.CurrentAsync(Gone);
        if (Code is null)
            _known = await Queries.CalendarsAsync(actor, Gone);
        else if (_calendar?.Code != Code && (_calendar = await Queries.CalendarAsync(Code, actor, Gone)) is { Content: var content } calendar)
        {
            (_name, _firstYear, _lastYear) = (calendar.Name, content.FirstYear, content.LastYear);
            _year = Math.Clamp(Clock.GetUtcNow().Year, _firstYear, _lastYear);
            (_weekend, _hours, _days) = ([.. content.Weekend], new(content.Hours), [.. content.Days]);
        }
        _loaded = true;
    }

    private async Task CreateAsync()
    {
        if (await RunAsync((actor, ct) => Desk.CreateAsync(_code, _name, _from, actor, ct), T["Calendars.Created"]))
            Navigation.NavigateTo($"{Calendars}/{_code}");
    }

    /// <summary>Nothing moves, or something is wrong: saved, or refused, at once. Else it is asked.</summary>
    private async Task AskAsync()
    {
        var (content, errors) = Content();
        if (errors.Count == 0 && await Desk.PreviewAsync(Code!, _name, content, await Actors.CurrentAsync(Gone), Gone) is SlaPreview { Moves: { Moved: > 0 } moves })
            _moves = moves;
        else
            await GoAsync();
    }

    private async Task GoAsync()
    {
        _moves = null;
        var (content, errors) = Content();
        if (await RunAsync((actor, ct) => errors.Count > 0 ? Task.FromResult<Outcome>(new Outcome.Invalid(errors)) : Desk.ChangeAsync(Code!, _calendar!.Version, _name, content, actor, ct), T["Calendars.Saved"]))
            Navigation.NavigateTo(Calendars);
    }

    private async Task RemoveAsync()
    {
        if (await RunAsync((actor, ct) => Desk.RemoveAsync(Code!, actor, ct), L["Said.Removed"]))
            Navigation.NavigateTo(Calendars);
    }

    private (CalendarContent Content, IReadOnlyList<Refusal> Errors) Content()
    {
        var (hours, errors) = _hours.Read();
        return (new() { FirstYear = _firstYear, LastYear = _lastYear, Weekend = [.. _weekend.Order()], Hours = hours, Days = _days }, errors);
    }

    private void Add()
    {
        _newWrong = (_newDate, string.IsNullOrWhiteSpace(_newName)) switch
        {
            (null, _) => T["Day.NeedsDate"].Value,
            (_, true) => T["Day.NeedsName"].Value,
            ({ } known, _) when _days.Find(d => d.Date == known) is { } there => T["Day.Known", there.Name].Value,
            _ => null,
        };
        if (_newWrong is not null || _newDate is not { } date)
            return;
        Take([new(date, _newName!.Trim())]);
        (_newDate, _newName) = (null, null);
    }

    /// <summary>Put beside what is there; a date that is there keeps its name. Nothing is saved yet.</summary>
    private int Take(IReadOnlyList<CalendarDay> days)
    {
        var added = days.Where(d => _days.All(known => known.Date != d.Date)).ToList();
        _days.AddRange(added);
        foreach (var day in added)
            (_firstYear, _lastYear, _year) = (Math.Min(_firstYear, day.Date.Year), Math.Max(_lastYear, day.Date.Year), day.Date.Year);
        return added.Count;
    }

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        (_importFailed, _imported) = (true, [T["ICal.TooLarge"]]);
        if (chosen.File.Size > ICalReader.MostBytes)
            return;
        using var reader = new StreamReader(chosen.File.OpenReadStream(ICalReader.MostBytes, Gone), Encoding.UTF8);
        var read = ICalReader.Read(await reader.ReadToEndAsync(Gone));
        _importFailed = read.Faults.Count > 0;
        _imported = _importFailed ? [.. read.Faults.Take(MostFaults).Select(f => Words[f])] : [T["ICal.Done", Take(read.Days), read.Days.Count].Value];
    }

    private void Toggle(DayOfWeek day)
    {
        if (!_weekend.Remove(day))
            _weekend.Add(day);
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
