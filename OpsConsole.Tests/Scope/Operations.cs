using System.Text.Json;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Scope;

/// <summary>Every public method of every desk and of all queries, with who may use it (docs/rules.md, "Who may do what").</summary>
public static class Operations
{
    private const Role A = Role.Agent, J = Role.BranchHead, S = Role.RegionalSupervisor, X = Role.ExperienceAnalyst;

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>What makes an actor out of a sign-in, a cookie or a token: there is none yet who could be asked for. Their refusals have tests of their own.</summary>
    public static readonly IReadOnlyList<string> BeforeSignIn =
        ["ActorQueries.FindAsync", "SessionQueries.FindAsync", "SignInDesk.SignInAsync", "SignInDesk.GoOnAsync", "SignInDesk.EndAsync", "SignInDesk.TouchAsync",
         "SetupDesk.IsNeededAsync", "SetupDesk.SettingAsync", "SetupDesk.CreateFirstAsync", "DemoDesk.IsEmptyAsync", "DemoDesk.BuildAsync", "DemoDesk.AdmitAsync", "DemoDesk.ForbidAsync"];

    public static readonly IReadOnlyList<Operation> All =
    [
        Case("CaseDesk.OpenAsync", Operation.Workers, async q => await q.Get<CaseDesk>().OpenAsync(q.Number, q.Actor, None)),
        Case("CaseDesk.RecordAttemptAsync", Operation.Workers, async q => await q.Get<CaseDesk>().RecordAttemptAsync(q.Number, Forms.Attempt(), q.Actor, None)),
        Case("CaseDesk.SaveAsync", Operation.Workers, async q => await q.Get<CaseDesk>().SaveAsync(q.Number, 1, Forms.FollowUp(), q.Actor, None)),
        Case("CaseDesk.NoteAsync", Operation.Workers, async q => await q.Get<CaseDesk>().NoteAsync(q.Number, "nota", q.Actor, None)),
        Case("CaseDesk.ShareAsync", Operation.Workers, async q => await q.Get<CaseDesk>().ShareAsync(q.Number, "nobody@example.test", q.Actor, None)),
        Case("CaseDesk.UnshareAsync", Operation.Workers, async q => await q.Get<CaseDesk>().UnshareAsync(q.Number, "nobody@example.test", q.Actor, None)),
        Case("CaseDesk.ReassignAsync", Operation.Workers, async q => await q.Get<CaseDesk>().ReassignAsync(q.Number, "nobody@example.test", "motivo", q.Actor, None)),
        Case("CaseDesk.UndoAsync", Operation.Workers, async q => await q.Get<CaseDesk>().UndoAsync(q.Number, q.Actor, None)),
        Case("CaseDesk.TransferAsync", [J, S, X], async q => await q.Get<CaseDesk>().TransferAsync(q.Number, Organisation.Far, "motivo", q.Actor, None)),
        Case("CaseDesk.ReopenAsync", [X], async q => await q.Get<CaseDesk>().ReopenAsync(q.Number, "motivo", q.Actor, None)),
        Case("CaseDesk.DescribeAsync", Operation.Workers, async q => await q.Get<CaseDesk>().DescribeAsync(q.Number, 1, new(), q.Actor, None)),
        Case("CaseDesk.DisposeAsync", Operation.Workers, async q => await q.Get<CaseDesk>().DisposeAsync(q.Number, 1, new(["x"], null, null), q.Actor, None)),
        Case("CaseDesk.CloseAsync", Operation.Workers, async q => await q.Get<CaseDesk>().CloseAsync(q.Number, q.Actor, None)),
        Case("CaseDesk.RemindAsync", [S, X], async q => await q.Get<CaseDesk>().RemindAsync(q.Number, q.Actor, None)),
        Case("CaseDesk.RemindBranchAsync", [S, X], async q => await q.Get<CaseDesk>().RemindBranchAsync(q.Organisation.Branches[q.Branch].Id, null, q.Actor, None)),
        Case("CaseDesk.TakeOverAsync", Operation.Workers, async q => await q.Get<CaseDesk>().TakeOverAsync(q.Number, q.Actor, None)),
        Operation.Console("CaseDesk.FillFormAsync", Operation.Workers, async q => await q.Get<CaseDesk>().FillFormAsync("operaciones", q.Branch, new(), null, q.Actor, None)),
        Case("CaseDesk.ManageAsync", [S, X, Role.BackOffice], async q => await q.Get<CaseDesk>().ManageAsync(q.Number, 1, new(), q.Actor, None)),
        Case("CaseDesk.EscalateAsync", [S, X, Role.BackOffice], async q => await q.Get<CaseDesk>().EscalateAsync(q.Number, "soporte", "nota", q.Actor, None)),
        Case("CaseDesk.AnswerAsync", Operation.Workers, async q => await q.Get<CaseDesk>().AnswerAsync(q.Number, "respuesta", null, q.Actor, None)),
        Case("CaseDesk.RuleAsync", Operation.Workers, async q => await q.Get<CaseDesk>().RuleAsync(q.Number, "ok", null, q.Actor, None)),
        Operation.Console("CaseDesk.FileAsync", Operation.Workers, async q => await q.Get<CaseDesk>().FileAsync("operaciones", q.Branch, new(), null, q.Actor, None)),
        Case("CaseDesk.ChangeRequirementAsync", Operation.Workers, async q => await q.Get<CaseDesk>().ChangeRequirementAsync(q.Number, 1, new(), q.Actor, None)),
        Case("CaseDesk.HandOverAsync", Operation.Workers, async q => await q.Get<CaseDesk>().HandOverAsync(q.Number, null, q.Actor, None)),
        Case("CaseDesk.UnblockAsync", [S], async q => await q.Get<CaseDesk>().UnblockAsync(q.Number, "motivo", null, q.Actor, None)),
        Operation.Console("RequirementQueries.FindAsync", Operation.Everybody, async q => (object?)await q.Get<RequirementQueries>().FindAsync(q.Number, q.Actor, None) ?? "none"),      // their scope is proved with requirements (RequirementDeskTests)
        Operation.Console("CaseDesk.CreateAsync", Operation.Workers, async q => await q.Get<CaseDesk>().CreateAsync("operaciones", q.Branch, new(), null, null, q.Actor, None)),
        Own("QueueQueries.ReadAsync", async q => await q.Get<QueueQueries>().ReadAsync(10, q.Actor, None)),
        Own("QueueQueries.ListAsync", async q => await q.Get<QueueQueries>().ListAsync(QueueList.Shared, 10, q.Actor, None)),
        Own("QueueQueries.CountsAsync", async q => await q.Get<QueueQueries>().CountsAsync(q.Actor, None)),
        Case("PreviewQueries.FindAsync", Operation.Everybody, async q => await q.Get<PreviewQueries>().FindAsync(q.Number, q.Actor, None) is not null),
        Own("QueueQueries.DayAsync", async q => await q.Get<QueueQueries>().DayAsync(FakeClock.Start.AddDays(-1), q.Actor, None)),
        Own("CampaignQueries.OpenOfKindAsync", async q => await q.Get<CampaignQueries>().OpenOfKindAsync(CampaignKind.CloseTheLoop, q.Actor, None)),
        Own("CasePeopleQueries.OwnBranchesAsync", async q => await q.Get<CasePeopleQueries>().OwnBranchesAsync(q.Actor, None)),
        Own("QueueQueries.CountAsync", async q => await q.Get<QueueQueries>().CountAsync(q.Actor, None)),
        Case("DraftDesk.SaveAsync", Operation.Workers, async q => await q.Get<DraftDesk>().SaveAsync(q.Number, "borrador", 1, q.Actor, None)),
        Own("DraftDesk.DiscardAsync", async q => await q.Get<DraftDesk>().DiscardAsync(q.Number, q.Actor, None)),
        Case("CaseHistoryQueries.FindAsync", Operation.Everybody, async q => await q.Get<CaseHistoryQueries>().FindAsync(q.Number, q.Actor, None)),
        Case("CaseHistoryQueries.EventsAsync", Operation.Everybody, async q => await q.Get<CaseHistoryQueries>().EventsAsync(q.Number, 0, 10, q.Actor, None)),
        Case("CaseQueries.PageAsync", Operation.Everybody, async q => (await q.Get<CaseQueries>().PageAsync(Of(q), q.Actor, None)).Rows.Any(row => row.Number == q.Number)),
        Case("CaseQueries.CountAsync", Operation.Everybody, async q => await q.Get<CaseQueries>().CountAsync(Of(q), q.Actor, None) == 1),
        Case("CaseQueries.LegendAsync", Operation.Everybody, async q => (await q.Get<CaseQueries>().LegendAsync(Of(q), q.Actor, None)).Cases.Values.Sum() == 1),
        Case("CaseQueries.RowsAsync", Operation.Everybody, async q => (await q.Get<CaseQueries>().RowsAsync(Of(q), [CaseNumber.IdOf(q.Number)], q.Actor, None)).Any(row => row.Matches)),
        Case("CaseFactQueries.FindAsync", Operation.Everybody, async q => await q.Get<CaseFactQueries>().FindAsync(q.Number, q.Actor, None) is not null),
        Case("CaseFactQueries.OfAsync", Operation.Workers, async q =>
        {
            var outcome = await q.Get<CaseDesk>().NoteAsync(q.Number, "nota", q.Actor, None);
            if (outcome is CaseDone done)
                Assert.Equal(q.Number, (await q.Get<CaseFactQueries>().OfAsync(done, q.Actor, None))!.Value.Row.Number);
            return outcome;
        }),
        Case("CaseFactQueries.ReadAsync", Operation.Everybody, async q => (await q.Get<CaseFactQueries>().ReadAsync([CaseNumber.IdOf(q.Number)], q.Organisation.Campaign, q.Actor, None)).Count == 1),
        Case("CounterQueries.ReadAsync", Operation.Everybody, async q => (await q.Get<CounterQueries>().ReadAsync(q.Organisation.Campaign.Id, CounterGroup.Branch, TimeZoneInfo.Utc, q.Actor, None)).Any(counter => counter.Key == q.Branch && counter.Open > 0)),
        Case("BoardQueries.ReadAsync", Operation.Everybody, async q => (await q.Get<BoardQueries>().ReadAsync(new(q.Organisation.Campaign.Id), TimeZoneInfo.Utc, q.Actor, None)).Branches.Any(b => b.Code == q.Branch && b.Figures.Open > 0)),
        Operation.Console("RetentionQueries.ReadAsync", Operation.Everybody, async q => await q.Get<RetentionQueries>().ReadAsync(q.Organisation.Campaign, new(new(2026, 1, 1), new(2026, 1, 15)), q.Actor, None)),
        Operation.Console("RetentionQueries.BoardAsync", Operation.Everybody, async q => await q.Get<RetentionQueries>().BoardAsync(new(), q.Actor, None)),
        .. CellOperations.All,
        Operation.Console("BoardDesk.NoteFileAsync", Operation.Everybody, async q => await q.Get<BoardDesk>().NoteFileAsync(new(), "csv", 1, q.Actor, None)),
        Case("BoardQueries.ListAsync", Operation.Everybody, async q => (await q.Get<BoardQueries>().ListAsync(new(FigureKind.Open, BranchId: q.Organisation.Branches[q.Branch].Id), TimeZoneInfo.Utc, null, q.Actor, None)).Rows.Any(r => r.Branch == q.Branch)),
        Own("CampaignQueries.FirstOfKindAsync", async q => await q.Get<CampaignQueries>().FirstOfKindAsync(CampaignKind.CloseTheLoop, q.Actor, None)),
        Own("CampaignQueries.ListAsync", async q => await q.Get<CampaignQueries>().ListAsync(q.Actor, None)),
        Own("PlaceQueries.OfAsync", async q => await q.Get<PlaceQueries>().OfAsync(q.Actor, None)),
        Own("IdempotencyQueries.FindAsync", async q => (object?)await q.Get<IdempotencyQueries>().FindAsync("key", q.Actor, None) ?? "none"),
        Own("IdempotencyDesk.KeepAsync", async q => await q.Get<IdempotencyDesk>().KeepAsync(Guid.NewGuid().ToString(), "", 200, "", q.Actor, None)),
        Case("CaseQueries.CursorAsync", Operation.Everybody, async q => await q.Get<CaseQueries>().CursorAsync(Of(q), q.Number, q.Actor, None)),
        Own("CaseQueries.CheckAsync", async q => await q.Get<CaseQueries>().CheckAsync(Of(q), q.Actor, None)),
        Case("CasePeopleQueries.TransferTargetsAsync", Operation.Everybody, async q => await q.Get<CasePeopleQueries>().TransferTargetsAsync(q.Number, q.Actor, None)),
        Case("CasePeopleQueries.ReassignTargetsAsync", Operation.Everybody, async q => await q.Get<CasePeopleQueries>().ReassignTargetsAsync(q.Number, q.Actor, None)),
        Case("CasePeopleQueries.ShareTargetsAsync", Operation.Everybody, async q => await q.Get<CasePeopleQueries>().ShareTargetsAsync(q.Number, q.Actor, None)),
        Case("CasePeopleQueries.NamesAsync", Operation.Everybody, async q => await q.Get<CasePeopleQueries>().NamesAsync(q.Number, [1], [1], q.Actor, None)),
        Case("CaseHistoryQueries.NewestAsync", Operation.Everybody, async q => await q.Get<CaseHistoryQueries>().NewestAsync(q.Number, long.MaxValue, 10, q.Actor, None)),
        Case("CaseLogQueries.ReadAsync", Operation.Everybody, async q => await ReadLogAsync(q)),
        Case("CaseLogQueries.DescribeAsync", Operation.Everybody, async q => (await q.Get<CaseLogQueries>().DescribeAsync([Touched(q)], q.Actor, None)).Any(entry => entry.Number == q.Number)),
        Own("CaseLogQueries.LastAsync", async q => await q.Get<CaseLogQueries>().LastAsync(q.Actor, None)),
        Own("CampaignQueries.FindAsync", async q => await q.Get<CampaignQueries>().FindAsync(q.Organisation.Campaign.Code, q.Actor, None)),
        .. ImportOperations.All,
        .. FilterOperations.All,
        .. ListOperations.All,
        .. JobOperations.All,
        .. CustomerOperations.All,
        .. LogbookOperations.All,
        .. GuideOperations.All,
        .. SlaOperations.All,
        .. MergeOperations.All,
        .. MessageOperations.All,
        .. AttachmentOperations.All,
        .. NotificationOperations.All,
        .. WallOperations.All,
        Operation.Console("ContactDesk.RecordAsync", Operation.Workers, async q => await q.Get<ContactDesk>().RecordAsync("operaciones", new(null, null, null, null), q.Actor, None)),
        Case("ContactQueries.OfCaseAsync", Operation.Everybody, async q => await q.Get<ContactQueries>().OfCaseAsync(q.Number, q.Actor, None)),
        Operation.Console("ThresholdDesk.PreviewAsync", [X], async q => await q.Get<ThresholdDesk>().PreviewAsync("operaciones", new(3, 7, 2, 7), q.Actor, None)),
        Operation.Console("ThresholdDesk.ChangeAsync", [X], async q => await q.Get<ThresholdDesk>().ChangeAsync("operaciones", 0, new(3, 7, 2, 7), q.Actor, None)),
        Operation.Console("CasePeopleQueries.ColleaguesAsync", Operation.Workers, async q => Found(await q.Get<CasePeopleQueries>().ColleaguesAsync(q.Actor, None))),
        Operation.Console("CasePeopleQueries.BranchesAsync", [J, S, X], async q => Found(await q.Get<CasePeopleQueries>().BranchesAsync(q.Actor, None))),
        Own("CampaignQueries.OfIdAsync", async q => await q.Get<CampaignQueries>().OfIdAsync(q.Organisation.Campaign.Id, q.Actor, None)),
        Case("CaseQueries.IdsAsync", Operation.Everybody, async q => (await q.Get<CaseQueries>().IdsAsync(Of(q), 10, TimeSpan.FromSeconds(5), q.Actor, None)).Count == 1),
        Operation.Console("CampaignDesk.CreateAsync", [X], async q => await q.Get<CampaignDesk>().CreateAsync($"p{Guid.NewGuid():N}", "Proyecto", CampaignKind.CloseTheLoop, q.Actor, None)),
        Operation.Console("CampaignDesk.ChangeAsync", [X], async q => await q.Get<CampaignDesk>().ChangeAsync(q.Organisation.Campaign.Code, 0, new(), q.Actor, None)),
        Operation.Console("CampaignDesk.ChangeRequirementsAsync", [X], async q => await q.Get<CampaignDesk>().ChangeRequirementsAsync(q.Organisation.Campaign.Code, 0, new(), q.Actor, None)),
        Operation.Console("CampaignDesk.ChangeCellAsync", [X], async q => await q.Get<CampaignDesk>().ChangeCellAsync(q.Organisation.Campaign.Code, 0, new(), q.Actor, None)),
        Operation.Console("CampaignDesk.ShareAsync", [X], async q => await q.Get<CampaignDesk>().ShareAsync(q.Organisation.Campaign.Code, 0, new(), q.Actor, None)),
        Operation.Console("CampaignAccessQueries.BranchesAsync", [X], async q => Found(await q.Get<CampaignAccessQueries>().BranchesAsync(q.Actor, None))),
        Operation.Console("CampaignAccessQueries.PeopleAsync", [X], async q => Found(await q.Get<CampaignAccessQueries>().PeopleAsync([q.Actor.Id], q.Actor, None))),
        Operation.Console("CampaignAccessQueries.SearchAsync", [X], async q => Found(await q.Get<CampaignAccessQueries>().SearchAsync(q.Actor.Name, q.Actor, None))),
        Own("ProfileDesk.ChooseAsync", async q => await q.Get<ProfileDesk>().ChooseAsync("es", "dark", "compact", q.Actor, None)),
        Own("ProfileDesk.WorkAsync", async q => await q.Get<ProfileDesk>().WorkAsync(new(true, true), q.Actor, None)),
        Own("ProfileQueries.ReadAsync", async q => await q.Get<ProfileQueries>().ReadAsync(q.Actor, None)),
        Own("ProfileQueries.WaysAsync", async q => await q.Get<ProfileQueries>().WaysAsync(q.Actor, None)),
        Own("PasswordDesk.ChangeAsync", async q => await q.Get<PasswordDesk>().ChangeAsync(new("corta", "corta", null), "none", q.Actor, None)),
        Admin("PeopleDesk.CreateAsync", async q => await q.Get<PeopleDesk>().CreateAsync(new(), null, q.Actor, None)),
        Admin("PeopleDesk.ChangeAsync", async q => await q.Get<PeopleDesk>().ChangeAsync(q.Actor.Id, new(), q.Actor, None)),
        Admin("PeopleDesk.DisableAsync", async q => await q.Get<PeopleDesk>().DisableAsync(q.Actor.Id, q.Actor, None)),
        Admin("PeopleDesk.EnableAsync", async q => await q.Get<PeopleDesk>().EnableAsync(q.Actor.Id, q.Actor, None)),
        Admin("PeopleDesk.ResetPasswordAsync", async q => await q.Get<PeopleDesk>().ResetPasswordAsync(q.Actor.Id, "corta", q.Actor, None)),
        Admin("PeopleDesk.UnlockAsync", async q => await q.Get<PeopleDesk>().UnlockAsync(q.Actor.Id, q.Actor, None)),
        Admin("PeopleDesk.EndSessionsAsync", async q => await q.Get<PeopleDesk>().EndSessionsAsync(q.Actor.Id, q.Actor, None)),
        Admin("BranchDesk.CreateAsync", async q => await q.Get<BranchDesk>().CreateAsync(null, null, null, q.Actor, None)),
        Admin("BranchDesk.ChangeAsync", async q => await q.Get<BranchDesk>().ChangeAsync(q.Organisation.Branches[q.Branch].Id, null, null, q.Actor, None)),
        Admin("BranchDesk.RetireAsync", async q => await q.Get<BranchDesk>().RetireAsync(q.Organisation.Branches[q.Branch].Id, q.Actor, None)),
        Admin("BranchDesk.RestoreAsync", async q => await q.Get<BranchDesk>().RestoreAsync(q.Organisation.Branches[q.Branch].Id, q.Actor, None)),
        Admin("RegionDesk.CreateAsync", async q => await q.Get<RegionDesk>().CreateAsync(null, null, q.Actor, None)),
        Admin("RegionDesk.RenameAsync", async q => await q.Get<RegionDesk>().RenameAsync(q.Organisation.Branches[q.Branch].RegionId, null, q.Actor, None)),
        Admin("RegionDesk.RemoveAsync", async q => await q.Get<RegionDesk>().RemoveAsync(q.Organisation.Branches[q.Branch].RegionId, q.Actor, None)),
        Admin("PeopleQueries.PageAsync", async q => Found((await q.Get<PeopleQueries>().PageAsync(new(), 0, 10, q.Actor, None)).Rows)),
        Admin("PeopleQueries.FindAsync", async q => await q.Get<PeopleQueries>().FindAsync(q.Actor.Id, q.Actor, None) ?? Found<PersonDetail>([])),
        Admin("OrganisationQueries.BranchesAsync", async q => Found(await q.Get<OrganisationQueries>().BranchesAsync(q.Actor, None))),
        Admin("OrganisationQueries.RegionsAsync", async q => Found(await q.Get<OrganisationQueries>().RegionsAsync(q.Actor, None))),
        Admin("OrganisationQueries.CampaignsAsync", async q => Found(await q.Get<OrganisationQueries>().CampaignsAsync(q.Actor, None))),
    ];

    private static Operation Admin(string name, Func<Question, Task<object?>> ask) => Operation.Console(name, [Role.Administrator], ask);

    /// <summary>Whoever may not administer finds nobody and nothing.</summary>
    private static object Found<T>(IReadOnlyList<T> rows) => rows.Count > 0 ? rows : new Outcome.Forbidden();

    private static Operation Case(string name, Role[] may, Func<Question, Task<object?>> ask) => Operation.Case(name, may, ask);

    /// <summary>Concerns nothing but the caller's own things.</summary>
    private static Operation Own(string name, Func<Question, Task<object?>> ask) => Operation.Console(name, Operation.Everybody, ask);

    /// <summary>A list of the one case that is asked for.</summary>
    private static CaseQuery Of(Question question) => new(question.Organisation.Campaign.Id)
    {
        Filter = new FilterCondition(CaseField.Management, FieldCatalog.Number, "eq", JsonSerializer.SerializeToElement(question.Number)),
    };

    private static CaseChange Touched(Question question) =>
        new(1, CaseNumber.IdOf(question.Number), question.Organisation.Campaign.Id, question.Organisation.Branches[question.Branch].Id, CaseEventType.Note, null, question.Database.Clock.UtcNow);

    // The whole log: an answer that holds anything of a place out of reach counts as "allowed" there.
    private static async Task<object?> ReadLogAsync(Question question)
    {
        var (after, found) = (0L, false);
        for (var more = true; more;)
        {
            var piece = await question.Get<CaseLogQueries>().ReadAsync(after, question.Actor, None);
            found |= piece.Entries.Any(entry => entry.Branch == question.Branch);
            (after, more) = (piece.Last, piece.More);
        }
        return found;
    }
}
