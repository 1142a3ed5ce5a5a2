using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Lists;

/// <summary>Keeps how a person looks at a grid, and gives what its address may not say an id (docs/rules.md, "Columns", "Addresses of lists").</summary>
public sealed class ListDesk(IDbContextFactory<OpsDbContext> contexts, CampaignQueries campaigns, ICaseLogTransport log, TimeProvider clock)
{
    public const int MostSelected = 5_000, MostRows = 100;

    /// <summary>Gives columns an id, so that an address can name them; the same columns of the same person keep theirs.</summary>
    public Task<Outcome> NameColumnsAsync(string campaign, IReadOnlyList<ColumnChoice> columns, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
        ColumnCheck.Of(columns, found).ToList() is { Count: > 0 } errors ? new Outcome.Invalid(errors) : Done(await PartAsync(db, found, ListPartKind.Columns, Json.Write(columns), actor, ct)), ct);

    /// <summary>Gives a searched text an id; it may be a customer's name or document.</summary>
    public Task<Outcome> NameSearchAsync(string campaign, string text, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
        TextRules.Check(text, "search", SearchTerms.MaxLength) is { } error ? new Outcome.Invalid([error]) : Done(await PartAsync(db, found, ListPartKind.Search, text, actor, ct)), ct);

    /// <summary>Gives selected cases an id. Whoever opens it sees those of them that are in reach.</summary>
    public Task<Outcome> NameSelectionAsync(string campaign, IReadOnlyCollection<long> cases, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
        cases.Count is 0 or > MostSelected ? new Outcome.Invalid([new("out_of_range", "selection", cases.Count, MostSelected)])
            : Done(await PartAsync(db, found, ListPartKind.Selection, Json.Write(cases.Order()), actor, ct)), ct);

    /// <summary>From now on the person's grid of this campaign looks like this, in every browser; null columns are the standard set.</summary>
    public Task<Outcome> KeepAsync(string campaign, IReadOnlyList<ColumnChoice>? columns, int? rows, Actor actor, CancellationToken ct) => RunAsync(campaign, actor, async (db, found) =>
    {
        List<Refusal> errors = [.. columns is null ? [] : ColumnCheck.Of(columns, found)];
        if (rows is < 1 or > MostRows)
            errors.Add(new("out_of_range", "rows", rows, MostRows));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var part = columns is null ? null : await PartAsync(db, found, ListPartKind.Columns, Json.Write(columns), actor, ct);
        var view = await db.ColumnViews.SingleOrDefaultAsync(v => v.UserId == actor.Id && v.CampaignId == found.Id, ct);
        if (view is null)
            db.ColumnViews.Add(view = new() { UserId = actor.Id, CampaignId = found.Id });
        (view.PartId, view.Rows) = (part?.Id, rows);
        return new Outcome.Done(0, part?.Id);
    }, ct);

    private static Outcome Done(ListPart part) => new Outcome.Done(0, part.Id);

    private async Task<ListPart> PartAsync(OpsDbContext db, Campaign campaign, ListPartKind kind, string content, Actor actor, CancellationToken ct)
    {
        var own = db.ListParts.Where(p => p.CampaignId == campaign.Id && p.OwnerId == actor.Id && p.Kind == kind);
        if (await own.FirstOrDefaultAsync(p => p.Content == content, ct) is { } known)
        {
            known.UsedAt = Now;
            return known;
        }
        var old = own.Where(p => !db.ColumnViews.Any(v => v.PartId == p.Id)).OrderByDescending(p => p.UsedAt).ThenBy(p => p.Id);
        db.ListParts.RemoveRange(await old.Skip(ListPart.MostKept - 1).ToListAsync(ct));
        var made = new ListPart { CampaignId = campaign.Id, OwnerId = actor.Id, Kind = kind, Content = content, UsedAt = Now };
        db.ListParts.Add(made);
        return made;
    }

    private Task<Outcome> RunAsync(string campaign, Actor actor, Func<OpsDbContext, Campaign, Task<Outcome>> change, CancellationToken ct) =>
        new CampaignCommand(contexts, campaigns, log).RunAsync(campaign, actor, change, ct);

    private DateTime Now => clock.Now();
}
