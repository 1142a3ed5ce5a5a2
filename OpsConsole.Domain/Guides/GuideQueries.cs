using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Guides;

/// <summary>A guide as its editor begins: what runs, the draft of what comes, and what was before.</summary>
public sealed record GuideView(Campaign Campaign, GuideKind Kind, Guide Running, GuideDraft? Draft, IReadOnlyList<GuideVersionLine> Versions);

/// <summary>What somebody prepares.</summary>
public sealed record GuideDraft(Guide Content, long Version, DateTime At, int? ById, string? By);

/// <summary>A version in the list of them; without a person it came with the campaign.</summary>
public sealed record GuideVersionLine(int Number, DateTime At, string? By, string? Note);

/// <summary>Reads guides under the scope of their campaign (docs/rules.md, "Guides").</summary>
public sealed class GuideQueries(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>Versions that are listed, the newest.</summary>
    public const int Shown = 100;

    /// <summary>Null where the campaign is not visible, or its kind has no such guide.</summary>
    /// <param name="asked">Null: the one that the campaign's kind begins with.</param>
    public async Task<GuideView?> FindAsync(string campaign, GuideKind? asked, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await OfAsync(db, campaign, actor, ct) is not { } found || GuideKinds.Of(found.Kind) is not [var first, ..] kinds || (asked is { } one && !kinds.Contains(one)))
            return null;
        var kind = asked ?? first;
        var rows = await db.Guides.AsNoTracking().Where(g => g.CampaignId == found.Id && g.Kind == kind && g.Number != GuideVersion.Draft).OrderByDescending(g => g.Number).Take(Shown)
            .Select(g => new GuideVersionLine(g.Number, g.At, db.Users.Where(u => u.Id == g.ById).Select(u => u.Name).FirstOrDefault(), g.Note)).ToListAsync(ct);
        var draft = await db.Guides.AsNoTracking().Where(g => g.CampaignId == found.Id && g.Kind == kind && g.Number == GuideVersion.Draft)
            .Select(g => new { g.Content, g.Version, g.At, g.ById, By = db.Users.Where(u => u.Id == g.ById).Select(u => u.Name).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        return new(found, kind, Guide.Of(kind, found.Settings), draft is not null && Guide.Read(kind, draft.Content) is { } content ? new(content, draft.Version, draft.At, draft.ById, draft.By) : null,
            rows.Count > 0 ? rows : [new(1, found.CreatedAt, null, null)]);
    }

    /// <summary>What a version said; null where it is not there or not visible.</summary>
    public async Task<Guide?> VersionAsync(string campaign, GuideKind kind, int number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await OfAsync(db, campaign, actor, ct) is not { } found || !GuideKinds.Of(found.Kind).Contains(kind))
            return null;
        var content = await db.Guides.AsNoTracking().Where(g => g.CampaignId == found.Id && g.Kind == kind && g.Number == number && number != GuideVersion.Draft).Select(g => g.Content).SingleOrDefaultAsync(ct);
        return content is not null ? Guide.Read(kind, content)
            : number == 1 && !await db.Guides.AnyAsync(g => g.CampaignId == found.Id && g.Kind == kind && g.Number != GuideVersion.Draft, ct) ? Guide.Of(kind, found.Settings) : null;
    }

    private static Task<Campaign?> OfAsync(OpsDbContext db, string code, Actor actor, CancellationToken ct) =>
        db.Campaigns.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, ct);
}
