using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Filters;

/// <summary>Saves, shares and deletes filters. Everybody keeps own ones; sharing goes as far as the sharer's reach (docs/rules.md, "Saved filters").</summary>
public sealed class SavedFilterDesk(IDbContextFactory<OpsDbContext> contexts, CampaignQueries campaigns, ICaseLogTransport log, TimeProvider clock)
{
    public Task<Outcome> CreateAsync(string campaign, SavedFilterForm form, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
    {
        var shares = await SharesAsync(db, form, actor, ct);
        if (shares is null)
            return new Outcome.Forbidden();
        var (tree, errors) = Check(form, shares, found, actor);
        if (tree is null || errors.Count > 0)
            return new Outcome.Invalid(errors);
        if (await RuleAsync(db, null, form.Name!, found, actor, ct) is { } refusal)
            return new Outcome.Refused([refusal]);
        var now = Now;
        var made = new SavedFilter { CampaignId = found.Id, OwnerId = actor.Id, Name = form.Name!.Trim(), Tree = FilterJson.Write(tree), Sorts = Write(form.Sort), Columns = Write(form.Columns), CreatedAt = now, ChangedAt = now, Version = 1 };
        made.Shares.AddRange(shares.Select(s => s.Of(made.Id)));
        db.SavedFilters.Add(made);
        if (shares.Count > 0)
            Audit(db, actor, "filter.shared", made, [], shares);
        await DefaultAsync(db, made.Id, form.IsDefault, found, actor, ct);
        return new Outcome.Done(made.Version, made.Id);
    }, ct);

    /// <summary>Everything of it anew.</summary>
    public Task<Outcome> ChangeAsync(string campaign, string id, SavedFilterForm form, Actor actor, CancellationToken ct) => ChangeAsync(campaign, id, actor, async (db, found, filter) =>
    {
        var shares = await SharesAsync(db, form, actor, ct);
        var same = shares is not null && Words(db, shares).SequenceEqual(Words(db, Of(filter)));
        if (shares is null || (!same && !actor.MayShareFilters))
            return new Outcome.Forbidden();
        var (tree, errors) = Check(form, shares, found, actor);
        if (tree is null || errors.Count > 0)
            return new Outcome.Invalid(errors);
        if (await RuleAsync(db, id, form.Name!, found, actor, ct) is { } refusal)
            return new Outcome.Refused([refusal]);
        (filter.Name, filter.Tree, filter.Sorts, filter.Columns, filter.ChangedAt) = (form.Name!.Trim(), FilterJson.Write(tree), Write(form.Sort), Write(form.Columns), Now);
        if (!same)
        {
            Audit(db, actor, shares.Count > 0 ? "filter.shared" : "filter.unshared", filter, Of(filter), shares);
            db.SavedFilterShares.RemoveRange(filter.Shares);
            db.SavedFilterShares.AddRange(shares.Select(s => s.Of(filter.Id)));
        }
        filter.Version++;
        await DefaultAsync(db, id, form.IsDefault, found, actor, ct);
        return new Outcome.Done(filter.Version, id);
    }, ct);

    /// <summary>Gone from every list at once; who did it can bring it back with <see cref="RestoreAsync"/>.</summary>
    public Task<Outcome> RemoveAsync(string campaign, string id, Actor actor, CancellationToken ct) => ChangeAsync(campaign, id, actor, (db, _, filter) =>
    {
        (filter.RemovedAt, filter.RemovedById) = (Now, actor.Id);
        filter.Version++;
        if (filter.Shares.Count > 0)
            Audit(db, actor, "filter.removed", filter, Of(filter), []);
        return Task.FromResult<Outcome>(new Outcome.Done(filter.Version, id));
    }, ct);

    public Task<Outcome> RestoreAsync(string campaign, string id, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
    {
        if (await db.SavedFilters.Include(f => f.Shares).SingleOrDefaultAsync(f => f.CampaignId == found.Id && f.Id == id && f.RemovedById == actor.Id && f.RemovedAt != null, ct) is not { } filter)
            return new Outcome.Missing();
        if (await RuleAsync(db, id, filter.Name!, found, actor, ct) is { } refusal)
            return new Outcome.Refused([refusal]);
        (filter.RemovedAt, filter.RemovedById) = (null, null);
        filter.Version++;
        if (filter.Shares.Count > 0)
            Audit(db, actor, "filter.shared", filter, [], Of(filter));
        return new Outcome.Done(filter.Version, id);
    }, ct);

    /// <summary>Gives a filter an address without a name; the same filter of the same person keeps the one it has.</summary>
    public Task<Outcome> ApplyAsync(string campaign, JsonElement filter, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
    {
        var (tree, errors) = SavedFilterCheck.Read(filter, found, actor, clock);
        if (tree is null)
            return new Outcome.Invalid(errors);
        var text = FilterJson.Write(tree);
        var own = db.SavedFilters.Where(f => f.CampaignId == found.Id && f.OwnerId == actor.Id && f.Name == null);
        if (await own.FirstOrDefaultAsync(f => f.Tree == text, ct) is { } known)
            return new Outcome.Done(known.Version, known.Id);
        db.SavedFilters.RemoveRange(await own.OrderByDescending(f => f.CreatedAt).ThenBy(f => f.Id).Skip(SavedFilter.MostUnnamed - 1).ToListAsync(ct));
        var made = new SavedFilter { CampaignId = found.Id, OwnerId = actor.Id, Tree = text, CreatedAt = Now, ChangedAt = Now, Version = 1 };
        db.SavedFilters.Add(made);
        return new Outcome.Done(made.Version, made.Id);
    }, ct);

    /// <summary>The filter that the caller's grid opens with; null: none.</summary>
    public Task<Outcome> ChooseDefaultAsync(string campaign, string? id, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
    {
        if (id is not null && !await db.SavedFilters.VisibleTo(actor).AnyAsync(f => f.CampaignId == found.Id && f.Id == id, ct))
            return new Outcome.Missing();
        await DefaultAsync(db, id, true, found, actor, ct);
        return new Outcome.Done(0, id);
    }, ct);

    /// <summary>What is being built, kept so that it outlives the window; null throws it away.</summary>
    public Task<Outcome> KeepDraftAsync(string campaign, string? content, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
    {
        if (content is not null && TextRules.Check(content, "draft", FilterDraft.MaxLength) is { } error)
            return new Outcome.Invalid([error]);
        var draft = await db.FilterDrafts.SingleOrDefaultAsync(d => d.UserId == actor.Id && d.CampaignId == found.Id, ct);
        if (content is null)
        {
            if (draft is not null)
                db.FilterDrafts.Remove(draft);
            return new Outcome.Done();
        }
        if (draft is null)
            db.FilterDrafts.Add(draft = new() { UserId = actor.Id, CampaignId = found.Id, Content = content });
        (draft.Content, draft.SavedAt) = (content, Now);
        return new Outcome.Done();
    }, ct);

    private Task<Outcome> ChangeAsync(string campaign, string id, Actor actor, Func<OpsDbContext, Campaign, SavedFilter, Task<Outcome>> change, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
    {
        if (await db.SavedFilters.VisibleTo(actor).Include(f => f.Shares).SingleOrDefaultAsync(f => f.CampaignId == found.Id && f.Id == id, ct) is not { } filter)
            return new Outcome.Missing();
        return filter.OwnerId == actor.Id || actor.MayShareFiltersAnywhere ? await change(db, found, filter) : new Outcome.Forbidden();
    }, ct);

    private Task<Outcome> RunAsync(string campaign, Actor actor, Func<OpsDbContext, Campaign, Task<Outcome>> change, CancellationToken ct) =>
        new CampaignCommand(contexts, campaigns, log).RunAsync(campaign, actor, change, ct);

    private (FilterNode? Tree, List<Refusal> Errors) Check(SavedFilterForm form, IReadOnlyList<Target> shares, Campaign campaign, Actor actor)
    {
        var (tree, errors) = SavedFilterCheck.Read(form.Filter, campaign, actor, clock);
        var unknown = shares.Index().Where(s => s.Item is { Role: null, BranchId: null, Code: not null }).Select(s => new Refusal("unknown", $"sharedWith[{s.Index}].branch"));
        return (tree, [.. SavedFilterCheck.Name(form.Name), .. errors, .. SavedFilterCheck.Lists(form, campaign), .. unknown]);
    }

    private static async Task<Refusal?> RuleAsync(OpsDbContext db, string? id, string name, Campaign campaign, Actor actor, CancellationToken ct)
    {
        var owner = id is null ? actor.Id : await db.SavedFilters.Where(f => f.Id == id).Select(f => f.OwnerId).SingleAsync(ct);
        var names = await db.SavedFilters.Where(f => f.CampaignId == campaign.Id && f.OwnerId == owner && f.Name != null && f.RemovedAt == null && f.Id != id).Select(f => f.Name!).ToListAsync(ct);
        return names.Any(known => TextFold.Fold(known) == TextFold.Fold(name.Trim())) ? new("filter.name_taken", "name")
            : names.Count >= SavedFilter.MostNamed ? new("filter.too_many", null, names.Count, SavedFilter.MostNamed) : null;
    }

    private static async Task DefaultAsync(OpsDbContext db, string? id, bool? isDefault, Campaign campaign, Actor actor, CancellationToken ct)
    {
        if (isDefault is null)
            return;
        var chosen = await db.FilterDefaults.SingleOrDefaultAsync(d => d.UserId == actor.Id && d.CampaignId == campaign.Id, ct);
        if (isDefault.Value && id is not null)
        {
            if (chosen is null)
                db.FilterDefaults.Add(new() { UserId = actor.Id, CampaignId = campaign.Id, FilterId = id });
            else
                chosen.FilterId = id;
        }
        else if (chosen is not null && (id is null || chosen.FilterId == id))
        {
            db.FilterDefaults.Remove(chosen);
        }
    }

    /// <summary>Null where the caller may not share so far: an analyst anywhere, a branch head with the own branch, a supervisor with branches of the own region.</summary>
    private static async Task<IReadOnlyList<Target>?> SharesAsync(OpsDbContext db, SavedFilterForm form, Actor actor, CancellationToken ct)
    {
        if (form.SharedWith.Count == 0)
            return [];
        if (!actor.MayShareFilters)
            return null;
        var codes = form.SharedWith.Select(s => s?.Branch).OfType<string>().ToList();
        var branches = await db.Branches.Where(b => codes.Contains(b.Code)).ToDictionaryAsync(b => b.Code, b => b.Id, ct);
        var targets = form.SharedWith.OfType<FilterShare>().Select(s => s.Role is { Length: > 0 } role
            ? new Target(SavedFilterCheck.RoleOf(role), null, null)
            : new Target(null, s.Branch is { } code && branches.TryGetValue(code, out var id) ? id : null, s.Branch)).Distinct().ToList();
        var allowed = actor.MayShareFiltersAnywhere || targets.All(t => t.Role is null && (t.BranchId is not { } branch || actor.Reaches(branch)));
        return allowed && (actor.MayShareFiltersAnywhere || form.SharedWith.All(s => string.IsNullOrEmpty(s?.Role))) ? targets : null;
    }

    private static List<Target> Of(SavedFilter filter) => [.. filter.Shares.Select(s => new Target(s.Role, s.BranchId, null))];

    private static List<string> Words(OpsDbContext db, IEnumerable<Target> targets)
    {
        var ids = targets.Select(t => t.BranchId).OfType<int>().ToList();
        var codes = db.Branches.Where(b => ids.Contains(b.Id)).ToDictionary(b => b.Id, b => b.Code);
        return [.. targets.Select(t => t.Role?.ToString() ?? (t.BranchId is { } id ? codes[id] : t.Code ?? "")).Order(StringComparer.Ordinal)];
    }

    private void Audit(OpsDbContext db, Actor actor, string type, SavedFilter filter, IReadOnlyList<Target> before, IReadOnlyList<Target> after) =>
        db.Audit.Add(new() { At = Now, ById = actor.Id, Type = type, Target = $"filter:{filter.Id}", Data = Json.Write(new { filter.CampaignId, sharedWith = new[] { Words(db, before), Words(db, after) } }) });

    private static string? Write<T>(IReadOnlyList<T>? list) => list is null ? null : Json.Write(list);

    private DateTime Now => clock.Now();

    private sealed record Target(Role? Role, int? BranchId, string? Code)
    {
        public SavedFilterShare Of(string filterId) => new() { FilterId = filterId, Role = Role, BranchId = BranchId };
    }
}
