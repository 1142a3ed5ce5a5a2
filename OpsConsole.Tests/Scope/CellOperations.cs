using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Scope;

/// <summary>Reports of a cell and records of feedback: figures for everybody under their scope; records opened and plans written by those who manage the cell, acknowledged by the person alone.</summary>
internal static class CellOperations
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Role[] Managers = [Role.BackOffice, Role.RegionalSupervisor, Role.ExperienceAnalyst];
    private static readonly DateOnly Monday = new(2026, 1, 12);

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Console("CellQueries.DayAsync", Operation.Everybody, async q => await q.Get<CellQueries>().DayAsync(q.Organisation.Campaign, Monday, q.Actor, None)),
        Operation.Console("CellQueries.WeekAsync", Operation.Everybody, async q => await q.Get<CellQueries>().WeekAsync(q.Organisation.Campaign, Monday, q.Actor, None)),
        Operation.Console("CellQueries.QualityAsync", Operation.Everybody, async q => await q.Get<CellQueries>().QualityAsync(q.Organisation.Campaign, Monday, q.Actor, None)),
        Operation.Console("FeedbackQueries.ListAsync", Operation.Everybody, async q => await q.Get<FeedbackQueries>().ListAsync(null, false, q.Actor, None)),
        Operation.Console("FeedbackQueries.OfWeekAsync", Operation.Everybody, async q => await q.Get<FeedbackQueries>().OfWeekAsync(q.Organisation.Campaign, Monday, q.Actor, None)),
        Operation.Console("FeedbackQueries.FindAsync", Operation.Everybody, async q => await q.Get<FeedbackQueries>().FindAsync(await OwnAsync(q), q.Actor, None)),
        Operation.Console("FeedbackDesk.OpenAsync", Managers, async q => await q.Get<FeedbackDesk>().OpenAsync("operaciones", (await q.Organisation.PersonAsync(Role.Agent)).Id, Monday, new("p", "e", "r"), q.Actor, None)),
        Operation.Console("FeedbackDesk.PlanAsync", Managers, async q => await q.Get<FeedbackDesk>().PlanAsync("operaciones", Monday, 0, "plan", q.Actor, None)),
        Operation.Console("FeedbackDesk.AcknowledgeAsync", Operation.Everybody, async q => await q.Get<FeedbackDesk>().AcknowledgeAsync(await OwnAsync(q), null, q.Actor, None)),
    ];

    private static int _weeks;

    /// <summary>A record of whoever asks.</summary>
    private static async Task<long> OwnAsync(Question q)
    {
        var made = new Feedback { CampaignId = q.Organisation.Campaign.Id, AgentId = q.Actor.Id, Week = Monday.AddDays(-7 * Interlocked.Increment(ref _weeks)), Process = "p", Error = "e", Reinforcement = "r", OpenedById = q.Actor.Id, OpenedAt = q.Database.Clock.UtcNow };
        await q.Database.CommitAsync(db => db.Feedback.Add(made));
        return made.Id;
    }
}
