using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>Filters are for everybody; another's private one is not there for anybody.</summary>
public static class FilterOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly JsonElement Everything = JsonElement.Parse("""{"connector":"all","items":[]}""");

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Case("FilterQueries.CountAsync", Operation.Everybody, async q => await q.Get<FilterQueries>().CountAsync(Of(q), q.Actor, None) == 1),
        Operation.Case("FilterQueries.ExplainAsync", Operation.Everybody, async q => await q.Get<FilterQueries>().ExplainAsync(Of(q), q.Number, q.Actor, None)),
        Operation.Case("FilterQueries.ValuesAsync", Operation.Everybody, async q =>
            (await q.Get<FilterQueries>().ValuesAsync(q.Organisation.Campaign.Id, CaseField.Management, FieldCatalog.Branch, q.Actor, None)).Any(v => v.Value == q.Branch)),
        Own("SavedFilterDesk.CreateAsync", async q => await q.Get<SavedFilterDesk>().CreateAsync("operaciones", Form(), q.Actor, None)),
        Own("SavedFilterDesk.ApplyAsync", async q => await q.Get<SavedFilterDesk>().ApplyAsync("operaciones", Everything, q.Actor, None)),
        Own("SavedFilterDesk.KeepDraftAsync", async q => await q.Get<SavedFilterDesk>().KeepDraftAsync("operaciones", "{}", q.Actor, None)),
        Own("SavedFilterDesk.ChooseDefaultAsync", async q => await q.Get<SavedFilterDesk>().ChooseDefaultAsync("operaciones", null, q.Actor, None)),
        Strange("SavedFilterDesk.ChangeAsync", async (q, id) => await q.Get<SavedFilterDesk>().ChangeAsync("operaciones", id, Form(), q.Actor, None)),
        Strange("SavedFilterDesk.RemoveAsync", async (q, id) => await q.Get<SavedFilterDesk>().RemoveAsync("operaciones", id, q.Actor, None)),
        Strange("SavedFilterDesk.RestoreAsync", async (q, id) => await q.Get<SavedFilterDesk>().RestoreAsync("operaciones", id, q.Actor, None)),
        Strange("SavedFilterQueries.FindAsync", async (q, id) => await q.Get<SavedFilterQueries>().FindAsync("operaciones", id, q.Actor, None)),
        Own("SavedFilterQueries.ListAsync", async q => await q.Get<SavedFilterQueries>().ListAsync("operaciones", q.Actor, None)),
        Own("SavedFilterQueries.DefaultAsync", async q => (object?)await q.Get<SavedFilterQueries>().DefaultAsync(q.Organisation.Campaign.Id, q.Actor, None) ?? "none"),
        Own("SavedFilterQueries.DraftAsync", async q => (object?)await q.Get<SavedFilterQueries>().DraftAsync("operaciones", q.Actor, None) ?? "none"),
        Operation.Console("SavedFilterQueries.ShareTargetsAsync", [Role.BranchHead, Role.RegionalSupervisor, Role.ExperienceAnalyst], async q =>
            (await q.Get<SavedFilterQueries>().ShareTargetsAsync(q.Actor, None)).Count > 0 ? true : new Outcome.Forbidden()),
    ];

    private static CaseQuery Of(Question q) =>
        new(q.Organisation.Campaign.Id) { Filter = new FilterCondition(CaseField.Management, FieldCatalog.Number, "eq", JsonSerializer.SerializeToElement(q.Number)) };

    private static SavedFilterForm Form() => new($"Filtro {Guid.NewGuid():N}", Everything);

    private static Operation Own(string name, Func<Question, Task<object?>> ask) => Operation.Console(name, Operation.Everybody, ask);

    /// <summary>On a private filter of somebody else: missing for every role, whatever it may do otherwise.</summary>
    private static Operation Strange(string name, Func<Question, string, Task<object?>> ask) => Operation.Console(name, Operation.Everybody, async q =>
    {
        var stranger = await q.Database.ReadAsync(db => db.Users.Where(u => u.Id != q.Actor.Id).OrderBy(u => u.Id).FirstOrDefaultAsync()) ?? await q.Organisation.PersonAsync(Role.BranchHead, Support.Organisation.Far);
        var made = new SavedFilter { CampaignId = q.Organisation.Campaign.Id, OwnerId = stranger.Id, Name = "Ajeno", Tree = Everything.GetRawText() };
        await q.Database.CommitAsync(db => db.SavedFilters.Add(made));
        var answer = await ask(q, made.Id);
        return answer is Outcome.SignedOut ? answer : answer is null or Outcome.Missing;
    });
}
