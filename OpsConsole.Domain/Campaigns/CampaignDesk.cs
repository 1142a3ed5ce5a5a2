using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Makes and changes campaigns (docs/rules.md, "Campaign settings").</summary>
public sealed partial class CampaignDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public const int CodeMax = 40, NameMax = 120;

    /// <summary>From the template of its kind. The code is part of addresses and never changes.</summary>
    public async Task<Outcome> CreateAsync(string? code, string? name, CampaignKind? kind, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.MayManageCampaigns)
            return new Outcome.Forbidden();
        if (Errors(code, name, kind) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        if (await db.Campaigns.AnyAsync(c => c.Code == code, ct))
            return Taken();
        var made = CampaignTemplate.Create(kind!.Value, code!, name!.Trim(), Now());
        db.Campaigns.Add(made);
        db.Audit.Add(new() { At = made.CreatedAt, ById = actor.Id, Type = "campaign.created", Target = $"campaign:{code}", Data = JsonSerializer.Serialize(new { name = made.Name, kind }) });
        try
        {
            await log.CommitAsync(db, ct);
        }
        catch (DbUpdateException)   // two people, one code, the same moment
        {
            return Taken();
        }
        return new Outcome.Done(made.Version, made.Code);
    }

    private static List<Refusal> Errors(string? code, string? name, CampaignKind? kind)
    {
        var badCode = TextRules.Check(code, "code", CodeMax) ?? (CodeShape().IsMatch(code!) ? null : new("campaign.code_shape", "code"));
        var badKind = kind is null ? new("required", "kind") : CampaignTemplate.Exists(kind.Value) ? null : new Refusal("unknown", "kind");
        return [.. new[] { TextRules.Check(name, "name", NameMax), badCode, badKind }.OfType<Refusal>()];
    }

    private static Outcome.Refused Taken() => new([new("campaign.code_taken", "code")]);

    private DateTime Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(now.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex CodeShape();
}
