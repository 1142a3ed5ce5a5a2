using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Data;

/// <summary>Finds what stands on a requirement; what was merged into it brought its insistences along. Rules count all of them; what a reader may see of each is asked by whoever answers.</summary>
internal static class RequirementReader
{
    /// <summary>The insistences of each, oldest first.</summary>
    public static async Task<ILookup<long, RequirementTicket>> InsistencesAsync(OpsDbContext db, IReadOnlyCollection<long> requirements, CancellationToken ct)
    {
        var owner = await OwnersAsync(db, requirements, ct);
        var ids = owner.Keys.ToList();
        var found = await Tickets(db.Cases.AsNoTracking().Where(c => c.InitialId != null && EF.Parameter(ids).Contains(c.InitialId.Value) && !c.IsRemoved && c.MergedIntoId == null).OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id)).ToListAsync(ct);
        return found.ToLookup(f => owner[f.InitialId!.Value], f => f.Ticket);
    }

    public static async Task<IReadOnlyList<RequirementTicket>> InsistencesAsync(OpsDbContext db, long requirement, CancellationToken ct) => [.. (await InsistencesAsync(db, [requirement], ct))[requirement]];

    /// <summary>Each requirement's own id and those of the cases that live on in it, with the id that it lives on under.</summary>
    private static async Task<Dictionary<long, long>> OwnersAsync(OpsDbContext db, IReadOnlyCollection<long> requirements, CancellationToken ct)
    {
        var owner = requirements.Distinct().ToDictionary(id => id);
        for (var last = owner.Keys.ToList(); last.Count > 0;)
        {
            var merged = await db.Cases.Where(c => c.MergedIntoId != null && EF.Parameter(last).Contains(c.MergedIntoId.Value)).Select(c => new { c.Id, Into = c.MergedIntoId!.Value }).ToListAsync(ct);
            last = [.. merged.Where(m => owner.TryAdd(m.Id, owner[m.Into])).Select(m => m.Id)];
        }
        return owner;
    }

    public static async Task<List<RequirementTicket>> TicketsAsync(IQueryable<Case> cases, CancellationToken ct) => [.. (await Tickets(cases).ToListAsync(ct)).Select(f => f.Ticket)];

    private static IQueryable<Found> Tickets(IQueryable<Case> cases) =>
        cases.Where(c => c.RequirementData != null).Select(c => new Found(c.Id, c.InitialId, c.Subject!, c.Status, c.ReceivedAt, c.DueAt, c.RespondedAt, c.Description, c.Responsible!.Name, c.RequirementData!));

    private sealed record Found(long Id, long? InitialId, string Subject, CaseStatus Status, DateTime ReceivedAt, DateTime? DueAt, DateTime? RespondedAt, string? Description, string? Responsible, string Data)
    {
        public RequirementTicket Ticket => new(Id, Subject, Status, ReceivedAt, DueAt, RespondedAt, Description, Responsible, Json.Read<Requirement>(Data));
    }
}
