using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Imports;

/// <summary>An import as it is shown: where it stands, its counts, and what its file has to say.</summary>
public sealed record ImportView(string Id, string Campaign, string Kind, string FileName, ImportState State, bool DryRun, bool CreateBranches, bool AllowNoScore, DateTime CreatedAt, DateTime? FinishedAt, string? By)
{
    public int RowsInFile { get; init; }
    public int Total { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Rejected { get; init; }
    public int Warnings { get; init; }
    public int Alerts { get; init; }
    public int WithoutBase { get; init; }
    public bool CancelRequested { get; init; }
    public string? Mapping { get; init; }
    public string? UploadName { get; init; }
    public IReadOnlyList<ImportNotice> Notices { get; init; } = [];
    public FileFault? Fault { get; init; }

    /// <summary>Cases that the events of a file of history make; null for other kinds.</summary>
    public int? Cases => Notices.FirstOrDefault(n => n.Code == ImportNotice.Cases) is { Args: [var count] } ? int.Parse(count, CultureInfo.InvariantCulture) : null;

    /// <summary>Share of the rows read so far; null before the file was read once.</summary>
    public int? Percent => RowsInFile == 0 ? null : (int)(Total * 100L / RowsInFile);
}

/// <summary>Why rows were rejected or marked, with the cells of the row.</summary>
public sealed record ImportProblem(long Id, int Line, string? Column, string? Value, string Code, IReadOnlyList<string> Args, bool IsWarning, IReadOnlyList<string?>? Cells);

/// <summary>Reads imports for those who may import into their campaign; for all others they are not there.</summary>
public sealed class ImportQueries(IDbContextFactory<OpsDbContext> contexts)
{
    private const int Slice = 1_000;

    /// <summary>The import, or why this person does not get it.</summary>
    public async Task<(ImportView? Found, Outcome? Refusal)> FindAsync(string id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Views(db, db.Imports.Where(i => i.Id == id)).SingleOrDefaultAsync(ct);
        if (found is null || !actor.SeesCampaign(found.Import.CampaignId))
            return (null, new Outcome.Missing());
        return actor.MayImport(found.Import.CampaignId, found.Import.Kind) ? (found.ToView(), null) : (null, new Outcome.Forbidden());
    }

    /// <summary>The campaign's imports, newest first; previews that were not run are left out.</summary>
    public async Task<IReadOnlyList<ImportView>> RecentAsync(string campaign, int take, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = await db.Campaigns.Where(c => c.Code == campaign).Select(c => c.Id).SingleOrDefaultAsync(ct);
        if (id == 0 || !actor.SeesCampaign(id) || !actor.MayImport(id))
            return [];
        var history = actor.MayImport(id, ImportKind.History);
        return (await Views(db, db.Imports.Where(i => i.CampaignId == id && (history || i.Kind != ImportKind.History) && (!i.DryRun || i.State == ImportState.Failed)).OrderByDescending(i => i.CreatedAt).Take(take)).ToListAsync(ct)).ConvertAll(v => v.ToView());
    }

    /// <summary>The first problems by line, errors or warnings.</summary>
    public async Task<IReadOnlyList<ImportProblem>> ProblemsAsync(string id, bool warnings, int take, Actor actor, CancellationToken ct)
    {
        if ((await FindAsync(id, actor, ct)).Found is null)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await SliceAsync(db, id, warnings, 0, take, ct);
    }

    /// <summary>How many rows each reason concerns.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ReasonsAsync(string id, bool warnings, Actor actor, CancellationToken ct)
    {
        if ((await FindAsync(id, actor, ct)).Found is null)
            return new Dictionary<string, int>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ImportErrors.Where(e => e.ImportId == id && e.IsWarning == warnings).GroupBy(e => e.Code).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>Every rejected row with its reasons, in the order of the file; streamed.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ImportProblem>> RejectedAsync(string id, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        if ((await FindAsync(id, actor, ct)).Found is null)
            yield break;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = new List<ImportProblem>();
        for (var slice = await SliceAsync(db, id, false, 0, Slice, ct); slice.Count > 0; slice = await SliceAsync(db, id, false, slice[^1].Id, Slice, ct))
            foreach (var problem in slice)
            {
                if (row.Count > 0 && row[0].Line != problem.Line)
                {
                    yield return row;
                    row = [];
                }

                row.Add(problem);
            }

        if (row.Count > 0)
            yield return row;
    }

    // Errors are written in the order of the lines, so their ids stand for it.
    private static async Task<List<ImportProblem>> SliceAsync(OpsDbContext db, string id, bool warnings, long after, int take, CancellationToken ct) =>
        (await db.ImportErrors.AsNoTracking().Where(e => e.ImportId == id && e.IsWarning == warnings && e.Id > after).OrderBy(e => e.Id).Take(take).ToListAsync(ct))
            .ConvertAll(e => new ImportProblem(e.Id, e.Line, e.Column, e.Value, e.Code, e.Args is null ? [] : Json.Read<List<string>>(e.Args), e.IsWarning, e.Row is null ? null : Json.Read<List<string?>>(e.Row)));

    private static IQueryable<Found> Views(OpsDbContext db, IQueryable<Import> imports) => imports.AsNoTracking().Select(i => new Found(
        i,
        db.Campaigns.Where(c => c.Id == i.CampaignId).Select(c => c.Code).First(),
        db.Users.Where(u => u.Id == i.ById).Select(u => u.Name).FirstOrDefault()));

    private sealed record Found(Import Import, string Campaign, string? By)
    {
        public ImportView ToView() => new(Import.Id, Campaign, Import.Kind, Import.FileName, Import.State, Import.DryRun, Import.CreateBranches, Import.AllowNoScore, Import.CreatedAt, Import.FinishedAt, By)
        {
            RowsInFile = Import.RowsInFile,
            Total = Import.Total,
            Created = Import.Created,
            Updated = Import.Updated,
            Unchanged = Import.Unchanged,
            Rejected = Import.Rejected,
            Warnings = Import.Warnings,
            Alerts = Import.Alerts,
            WithoutBase = Import.WithoutBase,
            CancelRequested = Import.CancelRequested,
            Mapping = Import.Mapping,
            UploadName = Import.UploadName,
            Notices = ImportNotice.Read(Import.Notices),
            Fault = Import.Fault is { } code ? new FileFault(code, Import.FaultArgs is { } args ? Json.Read<string[]>(args) : []) : null,
        };
    }
}
