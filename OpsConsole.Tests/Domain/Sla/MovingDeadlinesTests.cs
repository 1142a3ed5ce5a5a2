using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Sla;

public sealed class MovingDeadlinesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly SlaForm FourWorkingDays = new()
    {
        Unit = SlaPolicy.BusinessDays,
        Amounts = new Dictionary<CasePriority, int?> { [CasePriority.Normal] = 4 },
        Calendar = "PE",
    };

    [Theory, OnEveryDatabase]
    public async Task What_the_preview_counts_is_what_moves_and_saving_again_moves_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (analyst, admin) = (await organisation.ActorAsync(Role.ExperienceAnalyst), await organisation.ActorAsync(Role.Administrator));
        for (var hours = 0; hours < 200; hours += 9)
            await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddHours(-hours));
        var before = await DueAsync(database);

        var preview = (SlaPreview)await database.Get<SlaDesk>().PreviewAsync("operaciones", FourWorkingDays, analyst, None);
        var job = ((Outcome.Done)await database.Get<SlaDesk>().ChangeAsync("operaciones", 0, FourWorkingDays, analyst, None)).Id!;
        var during = await DueAsync(database);
        Assert.Equal(before, during);
        var now = database.Clock.UtcNow;
        await RunAsync(database, job, analyst);

        var after = await DueAsync(database);
        Assert.Equal(preview.Moves.Moved, after.Count(p => before[p.Key] != p.Value));
        Assert.Equal(preview.Moves.NoLongerOverdue, after.Count(p => before[p.Key] < now && p.Value >= now));
        Assert.Equal(preview.Moves.NewlyOverdue, after.Count(p => before[p.Key] >= now && p.Value < now));
        Assert.True(preview.Moves is { Moved: > 10, NoLongerOverdue: > 0 }, preview.Moves.ToString());
        Assert.Equal(preview.Moves.Moved, await database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Type == CaseEventType.DueChanged && e.ById == null)));
        Assert.Equal(0, ((SlaPreview)await database.Get<SlaDesk>().PreviewAsync("operaciones", FourWorkingDays, analyst, None)).Moves.Moved);

        // A holiday more: Thursday the 15th and all that count over it.
        var calendar = (await database.Get<DeadlineQueries>().CalendarAsync("PE", admin, None))!;
        var content = calendar.Content with { Days = [.. calendar.Content.Days, new(new(2026, 1, 16), "Día de la agencia")] };
        var holiday = (SlaPreview)await database.Get<CalendarDesk>().PreviewAsync("PE", "Perú", content, admin, None);
        Assert.IsType<Outcome.Done>(await database.Get<CalendarDesk>().ChangeAsync("PE", calendar.Version, "Perú", content, admin, None));
        await RunAsync(database, await database.ReadAsync(db => db.DeadlineJobs.Where(j => j.Because == DeadlineJob.Calendar).Select(j => j.Id).SingleAsync()), admin);
        var third = await DueAsync(database);
        Assert.Equal(holiday.Moves.Moved, third.Count(p => after[p.Key] != p.Value));
        Assert.True(holiday.Moves.Moved > 0);
        Assert.Equal(2L, (await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync())).Settings.Sla.Calendar!.Version);
    }

    [Theory, OnEveryDatabase]
    public async Task Time_in_a_pause_state_moves_the_deadline_when_the_case_leaves_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (analyst, head) = (await organisation.ActorAsync(Role.ExperienceAnalyst), await organisation.ActorAsync(Role.BranchHead));
        var paused = SlaForm.Of(organisation.Campaign) with { PauseStates = [CaseStatus.FollowUp] };
        Assert.IsType<Outcome.Done>(await database.Get<SlaDesk>().ChangeAsync("operaciones", 0, paused, analyst, None));
        var number = await organisation.AlertAsync();
        var desk = database.Get<CaseDesk>();
        var due = (await FindAsync(database, number)).DueAt!.Value;
        Expect(await desk.SaveAsync(number, (await FindAsync(database, number)).Version, new AlertForm { State = AlertForm.FollowUpState }, head, None));
        Assert.Equal(due, (await FindAsync(database, number)).DueAt);
        Assert.Equal(database.Clock.UtcNow, (await database.Get<DeadlineQueries>().OfCaseAsync(number, head, None))!.PausedSince);

        database.Clock.Advance(TimeSpan.FromHours(30));
        Expect(await desk.TransferAsync(number, Organisation.Sister, "Le toca", head, None));
        var moved = await FindAsync(database, number);
        Assert.Equal(due.AddHours(30), moved.DueAt);
        var entry = await database.ReadAsync(db => db.CaseEvents.SingleAsync(e => e.Type == CaseEventType.DueChanged));
        Assert.Equal((moved.Version - 1, head.Id), (entry.Version, entry.ById!.Value));

        var seen = (await database.Get<DeadlineQueries>().OfCaseAsync(number, analyst, None))!;
        Assert.True(seen.Agrees);
        Assert.Equal(TimeSpan.FromHours(30), seen.Receipt!.Spans.Single(s => s.Kind == SpanKind.Paused).Length);
        Assert.Equal(0, ((SlaPreview)await database.Get<SlaDesk>().PreviewAsync("operaciones", paused, analyst, None)).Moves.Moved);

        var sister = await organisation.ActorAsync(Role.BranchHead, Organisation.Sister);
        Expect(await desk.SaveAsync(number, moved.Version, new AlertForm { State = AlertForm.FollowUpState }, sister, None));
        database.Clock.Advance(TimeSpan.FromHours(1));
        Expect(await desk.TransferAsync(number, Organisation.Home, "De vuelta", analyst, None));
        Assert.Equal(due.AddHours(31), (await FindAsync(database, number)).DueAt);
        Expect(await desk.UndoAsync(number, analyst, None));
        Assert.Equal((due.AddHours(30), true), ((await FindAsync(database, number)).DueAt, (await FindAsync(database, number)).PauseList[^1].To is null));
    }

    [Theory, OnEveryDatabase]
    public async Task Impossible_policies_and_calendars_are_refused_by_name(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (analyst, admin) = (await organisation.ActorAsync(Role.ExperienceAnalyst), await organisation.ActorAsync(Role.Administrator));
        async Task<string> Policy(SlaForm form) => Said(await database.Get<SlaDesk>().ChangeAsync("operaciones", 0, form, analyst, None));
        OpenHours Monday(int from, int to) => new(DayOfWeek.Monday, new(from, 0), new(to, 0));
        Assert.Equal("campaign.number_range amount.normal 1 60", await Policy(FourWorkingDays with { Amounts = new Dictionary<CasePriority, int?> { [CasePriority.Normal] = 0 } }));
        Assert.Equal("sla.calendar_needed calendar  ", await Policy(FourWorkingDays with { Calendar = null }));
        Assert.Equal("unknown calendar  ", await Policy(FourWorkingDays with { Calendar = "XX" }));
        Assert.Equal("calendar.intervals_overlap hours.Monday  ", await Policy(FourWorkingDays with { Hours = [Monday(9, 13), Monday(12, 18)] }));
        Assert.Equal("calendar.interval_order hours.Monday  ", await Policy(FourWorkingDays with { Hours = [Monday(13, 9)] }));
        Assert.Equal("calendar.interval_on_weekend hours.Sunday  ", await Policy(FourWorkingDays with { Hours = [new(DayOfWeek.Sunday, new(9, 0), new(12, 0))] }));
        Assert.Equal("unknown pauseStates  ", await Policy(FourWorkingDays with { PauseStates = [CaseStatus.Completed] }));
        var good = (await database.Get<DeadlineQueries>().CalendarAsync("PE", admin, None))!.Content;
        async Task<string> Calendar(CalendarContent content) => Said(await database.Get<CalendarDesk>().ChangeAsync("PE", 1, "Perú", content, admin, None));
        Assert.StartsWith("calendar.no_working_day weekend", await Calendar(good with { Weekend = Enum.GetValues<DayOfWeek>() }), StringComparison.Ordinal);
        Assert.Equal("calendar.year_missing years 2025 2026", await Calendar(good with { LastYear = 2025, Days = [.. good.Days.Where(d => d.Date.Year < 2026)] }));
        Assert.Equal("calendar.day_twice day.2026-07-28  ", await Calendar(good with { Days = [.. good.Days, new(new(2026, 7, 28), "Otra vez")] }));
        Assert.Equal("calendar.never_open hours  ", await Calendar(good with { Hours = [] }));
        database.Clock.Advance(TimeSpan.FromDays(365 * 4));
        Assert.Equal("sla.calendar_year calendar 2028 2030", await Policy(FourWorkingDays));
    }

    private static string Said(Outcome outcome) => string.Join("; ", Assert.IsType<Outcome.Invalid>(outcome).Errors.Select(e => $"{e.Code} {e.Field} {e.Have} {e.Need}"));

    private static void Expect(Outcome outcome) => Assert.True(outcome is Outcome.Done, outcome.ToString());

    private static Task<Case> FindAsync(TestDatabase database, string number) => database.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == CaseNumber.IdOf(number)));

    private static Task<Dictionary<long, DateTime?>> DueAsync(TestDatabase database) => database.ReadAsync(db => db.Cases.ToDictionaryAsync(c => c.Id, c => c.DueAt));

    private static async Task RunAsync(TestDatabase database, string id, Actor actor)
    {
        var progress = new JobProgress();
        var work = database.Get<DeadlineRunDesk>().RunAsync(id, progress, actor, None);
        while (!work.IsCompleted)
        {
            database.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        Assert.IsType<Outcome.Done>(await work);
    }
}
