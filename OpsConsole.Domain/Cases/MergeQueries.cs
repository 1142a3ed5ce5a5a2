using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>A case as the preview of a merge shows it beside the other one, and what hangs on it (docs/rules.md, "Merging").</summary>
public sealed record MergeSide(string Number, string Campaign, string CampaignName, CaseStatus Status, string? Type, string? Description, string? Account, string? CustomerId, string? CustomerRef, string? CustomerName,
    string BranchName, string? ResponsibleName, DateTime CreatedAt, DateTime? DueAt, DateTime? NextContactAt, long Version, int Attempts, int Notes, int Messages, int Attachments);

/// <summary>What would happen: both sides, the deadline that the target would keep, and everything that speaks against it.</summary>
/// <param name="Target">Null: there is no such case in reach.</param>
/// <param name="Refusals">Empty: it can be merged, with the confirmation where the customers differ.</param>
public sealed record MergePreview(MergeSide Source, MergeSide? Target, bool AreDifferentCustomers, DateTime? DueAt, IReadOnlyList<Refusal> Refusals);

/// <summary>A case that another one could be merged into.</summary>
public sealed record MergeChoice(string Number, string CampaignName, string? Type, string? CustomerName, CaseStatus Status, DateTime CreatedAt, string? ResponsibleName, bool IsOfSameCustomer);

/// <summary>What somebody looks at before two cases are merged (docs/rules.md, "Merging").</summary>
public sealed class MergeQueries(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>Choices that are shown at most.</summary>
    public const int MostChoices = 20;

    /// <summary>Null where the case itself is not visible.</summary>
    public async Task<MergePreview?> PreviewAsync(string number, string? target, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, number, actor, ct) is not { } source)
            return null;
        if (await FindAsync(db, target, actor, ct) is not { } into)
            return new(await SideAsync(db, source, ct), null, false, source.Case.DueAt, [new(string.IsNullOrWhiteSpace(target) ? "required" : "unknown", "target")]);
        List<Refusal> refusals = source.Case.Status == CaseStatus.Completed ? [new("case.illegal_transition")] : [.. MergeRules.Check(source.Case, source.Campaign.Kind, into.Case, into.Campaign.Kind, confirmed: true)];
        return new(await SideAsync(db, source, ct), await SideAsync(db, into, ct), MergeRules.AreDifferentCustomers(source.Case, into.Case), MergeRules.Earlier(source.Case.DueAt, into.Case.DueAt), refusals);
    }

    /// <summary>Open cases of the same kind in reach: those that the search box finds, newest first; without a text those of the same customer. Null where the case itself is not visible.</summary>
    public async Task<IReadOnlyList<MergeChoice>?> ChoicesAsync(string number, string? text, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, number, actor, ct) is not { } source)
            return null;
        var (own, kind, terms) = (source.Case, source.Campaign.Kind, SearchTerms.Parse(text?.Length > SearchTerms.MaxLength ? text[..SearchTerms.MaxLength] : text));
        var open = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.IsOpen && c.Id != own.Id && db.Campaigns.Any(k => k.Id == c.CampaignId && k.Kind == kind));
        var (customer, reference, campaign) = (own.CustomerId, own.CustomerRef, own.CampaignId);
        if (terms.IsEmpty)
            open = open.Where(c => (customer != null && c.CustomerId == customer) || (reference != null && c.CampaignId == campaign && c.CustomerRef == reference));
        return await (await open.SearchAsync(db, terms, null, ct)).OrderByDescending(c => c.Id).Take(MostChoices)
            .Select(c => new MergeChoice(CaseNumber.Of(c.Id), db.Campaigns.Where(k => k.Id == c.CampaignId).Select(k => k.Name).First(), c.Type, c.CustomerName, c.Status, c.CreatedAt, c.Responsible!.Name,
                (customer != null && c.CustomerId == customer) || (reference != null && c.CampaignId == campaign && c.CustomerRef == reference))).ToListAsync(ct);
    }

    private sealed record Found(Case Case, Campaign Campaign, string BranchName, string? ResponsibleName);

    private static async Task<Found?> FindAsync(OpsDbContext db, string? number, Actor actor, CancellationToken ct)
    {
        var id = CaseNumber.IdOf(number);
        return await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id)
            .Join(db.Campaigns, c => c.CampaignId, k => k.Id, (c, k) => new Found(c, k, c.Branch!.Name, c.Responsible!.Name)).SingleOrDefaultAsync(ct);
    }

    private static async Task<MergeSide> SideAsync(OpsDbContext db, Found found, CancellationToken ct)
    {
        var (c, campaign) = (found.Case, found.Campaign);
        var parts = await db.PartsOf(c.Id, db.Cases).ToListAsync(ct);
        var notes = await db.CaseEvents.Of(parts).CountAsync(e => e.Type == CaseEventType.Note, ct);
        return new(c.Number, campaign.Code, campaign.Name, c.Status, c.Type, c.Description, c.Account, c.CustomerId, c.CustomerRef, c.CustomerName,
            found.BranchName, found.ResponsibleName, c.CreatedAt, c.DueAt, c.NextContactAt, c.Version, c.AttemptCount, notes, await db.Messages.CountAsync(m => m.CaseId == c.Id, ct), await db.Attachments.CountAsync(a => a.CaseId == c.Id, ct));
    }
}
