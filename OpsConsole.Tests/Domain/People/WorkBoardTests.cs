using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.People;

/// <summary>What a person is at follows what they do (docs/rules.md, "Status of a person").</summary>
public sealed class WorkBoardTests : IDisposable
{
    private const int Ana = 7;

    private readonly FakeClock _clock = new();
    private readonly WorkBoard _board;
    private readonly List<WorkStatusChange> _said = [];

    public WorkBoardTests()
    {
        _board = new(_clock);
        _board.Changed += _said.Add;
    }

    public void Dispose() => _board.Dispose();

    [Fact]
    public void A_window_without_a_case_waits_and_one_with_a_case_manages_it()
    {
        Assert.Equal(WorkStatus.Disconnected, Now);
        var window = _board.Enter(Ana);
        Assert.Equal(WorkStatus.Waiting, Now);
        window.Open(100);
        Assert.Equal((WorkStatus.Managing, 100L), (Now, _board.Of(Ana).CaseId));
        window.Leave(100);
        Pass(seconds: 3);
        Assert.Equal(WorkStatus.Waiting, Now);
        Assert.Equal([WorkStatus.Waiting, WorkStatus.Managing, WorkStatus.Waiting], _said.Select(s => s.To));
    }

    [Fact]
    public void From_one_case_to_the_next_is_no_waiting()
    {
        var window = _board.Enter(Ana);
        window.Open(100);
        window.Leave(100);
        Pass(seconds: 1);
        window.Open(101);
        window.Leave(100);      // the page that was left says so late
        Pass(seconds: 5);
        Assert.Equal((WorkStatus.Managing, 101L), (Now, _board.Of(Ana).CaseId));
        Assert.Equal([WorkStatus.Waiting, WorkStatus.Managing, WorkStatus.Managing], _said.Select(s => s.To));
    }

    [Fact]
    public void As_long_as_any_window_has_a_case_open_it_is_managed()
    {
        var (first, second) = (_board.Enter(Ana), _board.Enter(Ana));
        first.Open(100);
        second.Connected(false);
        Pass(seconds: 20);
        Assert.Equal(WorkStatus.Managing, Now);
        first.Leave(100);
        Pass(seconds: 3);
        Assert.Equal(WorkStatus.Waiting, Now);
    }

    [Fact]
    public void After_ten_minutes_without_hands_one_waits_and_the_first_key_manages_again()
    {
        var window = _board.Enter(Ana);
        window.Open(100);
        Pass(seconds: 599);
        Assert.Equal(WorkStatus.Managing, Now);
        Pass(seconds: 2);
        Assert.Equal(WorkStatus.Waiting, Now);
        window.Touch();
        Assert.Equal(WorkStatus.Managing, Now);
    }

    [Fact]
    public void A_browser_that_crashed_is_disconnected_within_fifteen_seconds_and_a_reload_is_nothing()
    {
        var window = _board.Enter(Ana);
        window.Dispose();
        Pass(seconds: 3);
        var again = _board.Enter(Ana);
        Pass(seconds: 15);
        Assert.Equal(WorkStatus.Waiting, Now);
        again.Connected(false);
        Pass(seconds: 15);
        Assert.Equal(WorkStatus.Disconnected, Now);
        Assert.Equal([WorkStatus.Waiting, WorkStatus.Disconnected], _said.Select(s => s.To));
        again.Connected(true);
        Assert.Equal(WorkStatus.Waiting, Now);
    }

    [Fact]
    public void A_pause_has_a_reason_outlasts_idleness_and_ends_by_a_word_or_by_opening_a_case()
    {
        var window = _board.Enter(Ana);
        Assert.False(_board.Pause(Ana, "siesta"));
        Assert.True(_board.Pause(Ana, "lunch"));
        Pass(seconds: 3_000);
        Assert.Equal((WorkStatus.Paused, "lunch"), (Now, _board.Of(Ana).Reason));
        _board.Continue(Ana);
        Assert.Equal(WorkStatus.Waiting, Now);
        _board.Pause(Ana, "meeting");
        window.Open(100);
        Assert.Equal(WorkStatus.Managing, Now);
        Assert.Null(_board.Of(Ana).Reason);
    }

    [Fact]
    public void Beats_that_change_nothing_are_not_said()
    {
        var window = _board.Enter(Ana);
        for (var i = 0; i < 50; i++)
        {
            window.Touch();
            Pass(seconds: 30);
        }
        Assert.Single(_said);
    }

    private WorkStatus Now => _board.Of(Ana).Status;

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
