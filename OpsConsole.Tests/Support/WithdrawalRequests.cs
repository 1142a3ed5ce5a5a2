using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Tests.Support;

/// <summary>A retention campaign of its own in a running console, and requests of it.</summary>
public sealed class WithdrawalRequests(TestConsole console)
{
    public const string Code = "retiros";

    public Campaign Campaign { get; private set; } = null!;

    /// <summary>The campaign, and the agent among its people.</summary>
    public async Task OpenAsync(string agent)
    {
        await using var db = await DbAsync();
        if (await db.Campaigns.SingleOrDefaultAsync(c => c.Code == Code) is { } known)
        {
            Campaign = known;
            return;
        }
        db.Campaigns.Add(Campaign = CampaignTemplate.Create(CampaignKind.Retention, Code, "Retiros", TimeProvider.System.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync();
        db.UserCampaigns.Add(new() { CampaignId = Campaign.Id, UserId = await db.Users.Where(u => u.Email == agent).Select(u => u.Id).SingleAsync() });
        await db.SaveChangesAsync();
    }

    /// <summary>Complaint as said, service "022" and it; six days old.</summary>
    /// <param name="attempts">Calls without an answer, one a day until yesterday.</param>
    public async Task<string> MakeAsync(string complaint, string product = "INTERNET", string role = "normal", int attempts = 0)
    {
        var clock = console.Services.GetRequiredService<TimeProvider>();
        var values = new Dictionary<string, string>
        {
            [RetentionColumns.Complaint] = complaint,
            [RetentionColumns.ComplaintType] = "107",
            [RetentionColumns.Service] = "022" + complaint,
            [RetentionColumns.Product] = product,
            [RetentionColumns.Role] = role,
            [RetentionColumns.Customer] = "Marta Ejemplo Vela",
            [RetentionColumns.Phone1] = "0991112223",
            [RetentionColumns.Phone2] = "0991112224",
            [RetentionColumns.Contract] = "C-" + complaint,
        };
        await using var db = await DbAsync();
        var branch = await db.Branches.Where(b => b.Code == "PIURA").Select(b => b.Id).SingleAsync();
        var content = new ServiceContent(complaint, complaint, product, null, CasePriority.Urgent, null, values.ToDictionary(p => Campaign.Schema.Find(SchemaField.Base, p.Key)!.Key, p => new FieldValue(p.Value, null)));
        var now = clock.GetUtcNow().UtcDateTime;
        var made = Case.CreateService(Campaign, content, branch, "", null, now.AddDays(-6), clock, null);
        db.Cases.Add(made);
        db.CaseEvents.AddRange(made.Log);
        await console.Services.GetRequiredService<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
        for (var day = 1; day <= attempts; day++)
            db.Add(new ContactAttempt { CaseId = made.Id, At = now.AddDays(-day), RecordedAt = now.AddDays(-day), Channel = AttemptChannel.Phone, ContactPoint = "0991112223", Result = AttemptResult.NoAnswer, ById = await db.Users.Select(u => u.Id).FirstAsync() });
        await db.SaveChangesAsync();
        return made.Number;
    }

    public static string Address(string number) => $"/proyectos/{Code}/casos/{number}";

    private async Task<OpsDbContext> DbAsync() => await console.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
}
