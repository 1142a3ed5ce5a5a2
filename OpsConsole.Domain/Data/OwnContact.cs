using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Data;

/// <summary>What the console itself knows of customers' contacts: a case opened by hand, a form, a message that the customer wrote. What people do to reach a customer is none (docs/rules.md, "Contact log").</summary>
internal static class OwnContact
{
    /// <summary>To be done in the transaction that makes the case.</summary>
    /// <param name="log">Null: no campaign keeps a log.</param>
    public static Action<OpsDbContext>? Opened(OpsDbContext db, Case made, string? account, Campaign campaign, Campaign? log, string? channel)
    {
        var holders = HolderChanges.Of(db);
        if (log is null || string.IsNullOrWhiteSpace(account))
            return holders;
        return save =>
        {
            holders?.Invoke(save);
            var id = save.Entry(made).Property(c => c.Id).CurrentValue;
            ContactBook.Record(save, new(log.Id, $"case:{CaseNumber.Of(id)}", account, made.CreatedAt, ContactChannels.All.Contains(channel ?? "") ? channel! : ContactChannels.Unsaid)
            {
                Cause = made.Escalation?.Form.Cause,
                Symptom = SymptomOf(made, campaign),
                AgentId = made.Log[0].ById,
                CaseId = id,
            }, log, made.CreatedAt);
        };
    }

    /// <summary>To be done in the transaction that takes the message.</summary>
    public static async Task<Action<OpsDbContext>?> WrittenAsync(OpsDbContext db, KnownCampaigns campaigns, Case found, Campaign campaign, Message message, DateTime now, CancellationToken ct)
    {
        var account = found.Account ?? await AccountOfAsync(db, found.CustomerId, ct);
        if (string.IsNullOrWhiteSpace(account) || await ContactBook.LogOfAsync(db, campaigns, campaign, ct) is not { } log)
            return null;
        return save => ContactBook.Record(save, new(log.Id, $"message:{message.PublicId}", account, message.At, Codes.Of(message.Channel))
        {
            Cause = found.Cause,
            Symptom = SymptomOf(found, campaign),
            CaseId = found.Id,
        }, log, now);
    }

    /// <summary>One of those that the customer holds: which of them says nothing, they hang together.</summary>
    public static Task<string?> AccountOfAsync(OpsDbContext db, string? customer, CancellationToken ct) =>
        customer is null ? Task.FromResult<string?>(null) : db.Customers.Where(c => c.PublicId == customer).SelectMany(c => c.Accounts).OrderBy(a => a.Id).Select(a => a.Number).FirstOrDefaultAsync(ct);

    /// <summary>What a service case is about; the line of a product is none.</summary>
    private static string? SymptomOf(Case found, Campaign campaign) => campaign.Kind == CampaignKind.ServiceCase ? found.Type : found.Escalation?.Form.Symptom;
}
