using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Live;

public sealed class PresenceBoardTests : IDisposable
{
    private const long Case = 5;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Actor Nadia = new(2, "Nadia O.", "nadia@example.test", Role.Agent, 0), Irma = new(3, "Irma V.", "irma@example.test", Role.BranchHead, 0);

    private readonly FakeClock _clock = new();
    private readonly PresenceBoard _board;

    public PresenceBoardTests() => _board = new(_clock);

    public void Dispose() => _board.Dispose();

    [Fact]
    public void Who_opens_a_case_is_viewing_it_and_who_types_is_editing()
    {
        using var visit = _board.Enter(Case, Nadia);
        Assert.Equal(PresenceState.Viewing, Assert.Single(_board.Of(Case)).State);
        visit.Beat(active: true, typed: true, "form");
        Assert.Equal((PresenceState.Editing, "form"), (_board.Of(Case)[0].State, _board.Of(Case)[0].Section));
        visit.Rest();
        Assert.Equal(PresenceState.Viewing, _board.Of(Case)[0].State);
    }

    [Fact]
    public void A_window_that_stops_beating_is_gone_after_fifteen_seconds()
    {
        _board.Enter(Case, Nadia);
        _clock.Advance(15 * Second);
        Assert.Single(_board.Of(Case));
        _clock.Advance(Second);
        Assert.Empty(_board.Of(Case));
    }

    [Fact]
    public void A_beat_every_five_seconds_keeps_it_and_a_minute_without_hands_is_idle()
    {
        var visit = _board.Enter(Case, Nadia);
        visit.Beat(active: true, typed: true, null);
        for (var i = 1; i < 12; i++)
        {
            _clock.Advance(PresenceBoard.Heartbeat);
            visit.Beat(active: false, typed: false, null);
            Assert.Equal(PresenceState.Editing, Assert.Single(_board.Of(Case)).State);
        }
        _clock.Advance(PresenceBoard.Heartbeat);
        visit.Beat(active: false, typed: false, null);
        Assert.Equal(PresenceState.Idle, Assert.Single(_board.Of(Case)).State);
    }

    [Fact]
    public void A_browser_that_slept_is_back_with_its_next_beat()
    {
        var visit = _board.Enter(Case, Nadia);
        _clock.Advance(60 * Second);
        Assert.Empty(_board.Of(Case));
        visit.Beat(active: true, typed: false, null);
        Assert.Single(_board.Of(Case));
        visit.Dispose();
        visit.Beat(active: true, typed: true, null);
        Assert.Empty(_board.Of(Case));
    }

    [Fact]
    public void A_person_with_two_windows_is_shown_once_with_the_livelier_one()
    {
        using var quiet = _board.Enter(Case, Nadia);
        using var busy = _board.Enter(Case, Nadia);
        busy.Beat(active: true, typed: true, "form");
        Assert.Equal(PresenceState.Editing, Assert.Single(_board.Of(Case)).State);
        busy.Dispose();
        Assert.Equal(PresenceState.Viewing, Assert.Single(_board.Of(Case)).State);
    }

    [Fact]
    public void A_grid_learns_of_its_own_cases_only()
    {
        using var one = _board.Enter(Case, Nadia);
        using var two = _board.Enter(Case, Irma);
        using var elsewhere = _board.Enter(9, Irma);
        two.Beat(active: true, typed: true, null);
        var shown = _board.Of([4L, Case, 6L]);
        Assert.Equal([Case], shown.Keys);
        Assert.Equal(["Irma V.", "Nadia O."], shown[Case].Select(p => p.Name));
    }

    [Fact]
    public async Task Followers_hear_of_what_changed_once_a_pace_and_of_beats_that_change_nothing_never()
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var changes = _board.FollowAsync(Second, end.Token).GetAsyncEnumerator(end.Token);
        var visit = _board.Enter(Case, Nadia);
        using var other = _board.Enter(6, Irma);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal([Case, 6], changes.Current.CaseIds.Order());

        var next = changes.MoveNextAsync().AsTask();
        visit.Beat(active: true, typed: false, null);
        _clock.Advance(Second);
        Assert.False(next.IsCompleted);
        visit.Beat(active: true, typed: true, null);
        Assert.True(await next);
        Assert.Equal([Case], changes.Current.CaseIds);
    }

    [Fact]
    public async Task Followers_hear_of_those_who_just_stop()
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        _board.Enter(Case, Nadia);
        await using var changes = _board.FollowAsync(Second, end.Token).GetAsyncEnumerator(end.Token);
        var next = changes.MoveNextAsync().AsTask();
        _clock.Advance(20 * Second);
        Assert.True(await next);
        Assert.True(changes.Current.Concerns(Case));
        Assert.Empty(_board.Of(Case));
    }

    [Fact]
    public void When_nobody_is_anywhere_no_timer_runs()
    {
        _board.Enter(Case, Nadia);
        _clock.Advance(30 * Second);
        Assert.Equal(0, _clock.WaitingTimers);
    }
}
