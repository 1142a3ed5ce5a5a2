using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Numbers and chains what a transaction adds to the append-only logs. Runs where nobody else can write (gate or lock), so that order of number = order of commit (docs/rules.md, "Log chain").</summary>
public static class LogChain
{
    /// <summary>Gives new cases their ids and new log entries their sequence, previous hash and hash.</summary>
    public static void Seal(OpsDbContext db)
    {
        db.ChangeTracker.DetectChanges();
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;      // once is enough: each look at the entries would compare every value again
        try
        {
            SealDetected(db);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private static void SealDetected(OpsDbContext db)
    {
        db.TouchesRights = db.ChangeTracker.Entries().Any(RightsEpoch.IsTouchedBy);
        var cases = db.ChangeTracker.Entries<Case>().Where(e => e.State == EntityState.Added).ToList();
        if (cases.Count > 0)
        {
            var id = db.Cases.Max(c => (long?)c.Id) ?? 0;
            foreach (var added in cases)
            {
                added.Property(c => c.Id).CurrentValue = ++id;
                added.Property(c => c.Id).IsTemporary = false;
            }
            db.ChangeTracker.DetectChanges();
        }
        NotificationWriter.Tell(db);
        AuditPlaces.Set(db);
        if (db.Origin is { } origin)
            From(db, origin);
        Number<CaseEvent>(db, () => LastEvent(db),
            (e, prev) => (e.PrevHash, e.Hash) = (prev, Hash(prev, Canonical(e))));
        Number<AuditEntry>(db, () => db.Audit.OrderByDescending(e => e.Sequence).Select(e => new Head(e.Sequence, e.Hash)).FirstOrDefault(),
            (e, prev) => (e.PrevHash, e.Hash) = (prev, Hash(prev, Canonical(e))));
        Number<AccessEntry>(db, () => db.Accesses.OrderByDescending(e => e.Sequence).Select(e => new Head(e.Sequence, e.Hash)).FirstOrDefault(),
            (e, prev) => (e.PrevHash, e.Hash) = (prev, Hash(prev, Canonical(e))));
    }

    /// <summary>The form of a case event that is hashed: every column but the hashes.</summary>
    public static string Canonical(CaseEvent e) => Json.Write((object?[])[e.Sequence, e.CaseId, e.CampaignId, e.BranchId, e.Version, e.CommandId, Ms(e.At), e.ById, e.Type, e.Data, .. Said(e.Origin)]);

    /// <summary>The form of an entry of the console's log that is hashed.</summary>
    public static string Canonical(AuditEntry e) => Json.Write((object?[])[e.Sequence, Ms(e.At), e.ById, e.Type, e.Target, e.CampaignId, e.Data, .. Said(e.Origin)]);

    /// <summary>The form of a view that is hashed.</summary>
    public static string Canonical(AccessEntry e) => Json.Write((object?[])[e.Sequence, Ms(e.At), e.ById, e.Type, e.CaseId, e.CampaignId, e.CustomerId, e.Term, .. Said(e.Origin)]);

    /// <summary>An entry without an address has the form that all had before addresses were kept.</summary>
    private static object?[] Said(string? origin) => origin is null ? [] : [origin];

    /// <summary>What a person asked for is theirs, from where they sit; the console's own entries have no place.</summary>
    private static void From(OpsDbContext db, string origin)
    {
        foreach (var entry in db.ChangeTracker.Entries<CaseEvent>().Where(e => e.State == EntityState.Added && e.Entity.ById is not null))
            entry.Property(e => e.Origin).CurrentValue ??= origin;
        foreach (var entry in db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added && e.Entity.ById is not null))
            entry.Property(e => e.Origin).CurrentValue ??= origin;
    }

    /// <summary>The forms that entries had before campaign, branch and command were part of them: what was written then keeps its hash.</summary>
    internal static string Former(CaseEvent e) => Json.Write(new object?[] { e.Sequence, e.CaseId, e.Version, Ms(e.At), e.ById, e.Type, e.Data });

    internal static string Former(AuditEntry e) => Json.Write(new object?[] { e.Sequence, Ms(e.At), e.ById, e.Type, e.Target, e.Data });

    public static string Hash(string previous, string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(previous + "\n" + canonical)));

    private sealed record Head(long Sequence, string Hash);

    /// <summary>Asked with every change of a case, within the writer's turn.</summary>
    private static Head? LastEvent(OpsDbContext db) => LastEvents.GetValue(db.Model, _ => EF.CompileQuery((OpsDbContext db) => db.CaseEvents.OrderByDescending(e => e.Sequence).Select(e => new Head(e.Sequence, e.Hash)).FirstOrDefault()))(db);

    private static readonly ConditionalWeakTable<IModel, Func<OpsDbContext, Head?>> LastEvents = new();

    private static void Number<T>(OpsDbContext db, Func<Head?> last, Action<T, string> chain) where T : class
    {
        var added = db.ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added).ToList();
        if (added.Count == 0)
            return;
        var (sequence, hash) = last() is { } head ? (head.Sequence, head.Hash) : (0, "");
        foreach (var entry in added)
        {
            entry.Property(nameof(CaseEvent.Sequence)).CurrentValue = ++sequence;
            entry.Property(nameof(CaseEvent.Sequence)).IsTemporary = false;
            chain(entry.Entity, hash);
            hash = (string)entry.Property(nameof(CaseEvent.Hash)).CurrentValue!;
        }
    }

    private static long Ms(DateTime utc) => (long)CaseFields.Milliseconds(utc);
}
