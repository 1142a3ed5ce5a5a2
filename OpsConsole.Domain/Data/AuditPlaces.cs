using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Finds the campaign that an entry of the console's log belongs to, from what it was done to or from what it says (docs/rules.md, "Bitácora").</summary>
internal static class AuditPlaces
{
    private const string Prefix = "campaign:";

    public static void Set(OpsDbContext db)
    {
        foreach (var added in db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added && e.Entity.CampaignId is null).Select(e => e.Entity))
            added.CampaignId = Said(added.Data) ?? (CodeOf(added) is { } code ? db.Campaigns.Where(c => c.Code == code).Select(c => (int?)c.Id).FirstOrDefault() : null);
    }

    private static string? CodeOf(AuditEntry entry) => entry.Target is not { } target ? null
        : target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..]
        : entry.Type.StartsWith("import.", StringComparison.Ordinal) ? target : null;

    private static int? Said(string data)
    {
        if (!data.Contains("\"campaignId\"", StringComparison.Ordinal))
            return null;
        using var read = JsonDocument.Parse(data);
        return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("campaignId", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : null;
    }
}
