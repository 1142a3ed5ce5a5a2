using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

public sealed class UndoRulesTests
{
    private static readonly Actor Me = new(7, "Yo", "yo@example.test", Role.BranchHead, 0);
    private static readonly Guid Command = Guid.NewGuid();

    [Fact]
    public void Undo_takes_back_the_whole_command_and_nothing_before_it()
    {
        var (command, refusal) = UndoRules.Find([Entry(CaseEventType.Saved, Command), Entry(CaseEventType.Opened, Command), Entry(CaseEventType.Saved, Guid.NewGuid())], Me, FakeClock.Start);
        Assert.Null(refusal);
        Assert.Equal([CaseEventType.Saved, CaseEventType.Opened], command.Select(e => e.Type));
    }

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(10_001, "undo.expired")]
    public void The_window_is_ten_seconds_from_the_commit(int milliseconds, string? code) =>
        Assert.Equal(code, UndoRules.Find([Entry(CaseEventType.Completed, Command)], Me, FakeClock.Start.AddMilliseconds(milliseconds)).Refusal?.Code);

    [Theory]
    [InlineData(CaseEventType.Attempt)]
    [InlineData(CaseEventType.Note)]
    [InlineData(CaseEventType.Opened)]
    [InlineData(CaseEventType.Undone)]
    [InlineData(CaseEventType.Reopened)]
    public void What_is_no_save_transfer_share_or_reassignment_is_not_undone(string type) =>
        Assert.Equal("undo.nothing", UndoRules.Find([Entry(type, Command)], Me, FakeClock.Start).Refusal?.Code);

    [Fact]
    public void Somebody_elses_change_on_top_of_mine_bars_undoing_mine() =>
        Assert.Equal("undo.changed_since", UndoRules.Find([Entry(CaseEventType.Note, Guid.NewGuid(), by: 8), Entry(CaseEventType.Saved, Command)], Me, FakeClock.Start).Refusal?.Code);

    [Fact]
    public void Somebody_elses_change_alone_is_not_mine_to_undo() =>
        Assert.Equal("undo.not_yours", UndoRules.Find([Entry(CaseEventType.Saved, Command, by: 8)], Me, FakeClock.Start).Refusal?.Code);

    [Fact]
    public void On_a_case_that_was_only_created_there_is_nothing_to_undo() =>
        Assert.Equal("undo.nothing", UndoRules.Find([Entry(CaseEventType.Created, Command)], Me, FakeClock.Start).Refusal?.Code);

    private static CaseEvent Entry(string type, Guid command, int by = 7) => new() { Type = type, CommandId = command, ById = by, At = FakeClock.Start, Data = "{}" };
}
