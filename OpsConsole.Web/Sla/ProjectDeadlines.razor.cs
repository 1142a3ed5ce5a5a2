using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Sla;

/// <summary>"Plazos" of a project: how its deadlines are counted; a change says first what it moves.</summary>
public sealed partial class ProjectDeadlines
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private static readonly IReadOnlyList<string> Units = [SlaPolicy.NaturalDays, SlaPolicy.BusinessDays, SlaPolicy.BusinessHours];

    private string _unit = SlaPolicy.NaturalDays;
    private string _calendar = "";
    private Dictionary<CasePriority, int?> _amounts = [];
    private HashSet<CaseStatus> _pauses = [];
    private int? _hoursBefore;
    private bool _when, _daily;
    private HoursText _hours = new([]);
    private IReadOnlyList<CalendarSummary> _calendars = [];
    private IReadOnlyList<DeadlineProgress> _jobs = [];
    private DeadlineMoves? _moves;
    private bool _follows;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private SlaDesk Sla { get; set; } = default!;

    [Inject]
    private DeadlineQueries Deadlines { get; set; } = default!;

    /// <summary>Days to answer a requirement in are its subject's; hours are the project's.</summary>
    private bool BySubject => Campaign!.Kind == CampaignKind.Requirement && _unit != SlaPolicy.BusinessHours;

    private string? CalendarHelp => _calendars.FirstOrDefault(c => c.Code == _calendar) is { } c ? T["Calendar.Knows", c.FirstYear, c.LastYear].Value : null;

    protected override async Task FillAsync(Campaign campaign, Actor actor)
    {
        var now = SlaForm.Of(campaign);
        (_unit, _calendar, _amounts) = (now.Unit!, now.Calendar ?? "", now.Amounts.ToDictionary());
        (_pauses, _hours) = ([.. now.PauseStates], new(now.Hours));
        (_hoursBefore, _when, _daily) = (now.Reminders.HoursBefore, now.Reminders.When, now.Reminders.Daily);
        _calendars = await Deadlines.CalendarsAsync(actor, Gone);
        _jobs = await Deadlines.JobsAsync(Code, actor, Gone);
        _ = FollowAsync();
    }

    /// <summary>Says how far the job is until it has ended, once at a time.</summary>
    private async Task FollowAsync()
    {
        if (_follows)
            return;
        _follows = true;
        try
        {
            using var timer = new PeriodicTimer(Pace, Clock);
            while (_jobs.Any(job => job.State is JobState.Queued or JobState.Running) && await timer.WaitForNextTickAsync(Gone))
            {
                _jobs = await Deadlines.JobsAsync(Code, await Actors.CurrentAsync(Gone), Gone);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            _follows = false;
        }
    }

    protected override async Task<Outcome> SendAsync(long version, Actor actor)
    {
        var (form, errors) = Form();
        return errors.Count > 0 ? new Outcome.Invalid(errors) : await Sla.ChangeAsync(Code, version, form, actor, Gone);
    }

    /// <summary>Nothing moves, or something is wrong: saved, or refused, at once. Else it is asked.</summary>
    private async Task AskAsync()
    {
        var (form, errors) = Form();
        if (errors.Count == 0 && await Sla.PreviewAsync(Code, form, await Actors.CurrentAsync(Gone), Gone) is SlaPreview { Moves: { Moved: > 0 } moves })
            _moves = moves;
        else
            await SaveAsync();
    }

    private async Task GoAsync()
    {
        _moves = null;
        await SaveAsync();
    }

    private async Task CancelAsync(string id)
    {
        await Sla.CancelAsync(id, await Actors.FreshAsync(Gone), Gone);
        _jobs = await Deadlines.JobsAsync(Code, await Actors.CurrentAsync(Gone), Gone);
    }

    private (SlaForm Form, IReadOnlyList<Refusal> Errors) Form()
    {
        var (hours, errors) = _hours.Read();
        return (new() { Unit = _unit, Amounts = _amounts, Calendar = string.IsNullOrEmpty(_calendar) ? null : _calendar, Hours = hours, PauseStates = [.. _pauses], Reminders = new() { HoursBefore = _hoursBefore, When = _when, Daily = _daily } }, errors);
    }

    private void Toggle(CaseStatus state)
    {
        if (!_pauses.Remove(state))
            _pauses.Add(state);
    }

    private string Progress(DeadlineProgress job) => job.State switch
    {
        JobState.Queued => T["Job.Queued", Formats.Number(job.Total)],
        JobState.Running => T["Job.Running", Formats.Number(job.Rows), Formats.Number(job.Total)],
        JobState.Failed => T["Job.Failed", Formats.Number(job.Rows), Formats.Number(job.Total)],
        JobState.Cancelled => T["Job.Cancelled", Formats.Number(job.Rows), Formats.Number(job.Total)],
        JobState.Done or JobState.Preview or JobState.Undoing or JobState.Undone => T["Job.Done", Formats.Number(job.Rows), Formats.Moment(job.CreatedAt, TimeZoneInfo.FindSystemTimeZoneById(Campaign!.TimeZone))],
    };
}
