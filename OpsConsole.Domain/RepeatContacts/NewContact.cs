using System.Security.Cryptography;
using System.Text;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>A contact that somebody reports (docs/rules.md, "Contact log").</summary>
/// <param name="Agent">Id or e-mail of whoever took it.</param>
public sealed record ContactForm(string? ExternalId, string? Account, DateTime? At, string? Channel, string? Cause = null, string? Symptom = null, bool? IsComplaint = null, string? Agent = null)
{
    public IEnumerable<Refusal> Check(RepeatCell cell, DateTime now)
    {
        if (TextRules.Check(ExternalId, "externalId", LoggedContact.ExternalIdMax, required: false) is { } id)
            yield return id;
        if (TextRules.Check(Account, "account", LoggedContact.AccountMax) is { } account)
            yield return account;
        if (At is null)
            yield return new("required", "at");
        else if (At.Value.ToMilliseconds() > now)
            yield return new("contact.future", "at");
        if (!ContactChannels.All.Contains(Channel ?? ""))
            yield return new(string.IsNullOrWhiteSpace(Channel) ? "required" : "unknown", "channel");
        if (!string.IsNullOrWhiteSpace(Cause) && cell.Cause(Cause) is null)
            yield return new("unknown", "cause");
        if (TextRules.Check(Symptom, "symptom", LoggedContact.SymptomMax, required: false) is { } symptom)
            yield return symptom;
    }
}

/// <summary>A contact to be logged; it was checked.</summary>
/// <param name="ExternalId">Null: account, time and symptom make it.</param>
internal sealed record NewContact(int CampaignId, string? ExternalId, string Account, DateTime At, string Channel)
{
    public string? Cause { get; init; }
    public string? Symptom { get; init; }
    public bool? IsComplaint { get; init; }
    public int? AgentId { get; init; }
    public string? AgentName { get; init; }
    public long? CaseId { get; init; }
    public string? ImportId { get; init; }

    public string AccountKey => KeyOf(Account);

    public string? SymptomKey => string.IsNullOrWhiteSpace(Symptom) ? string.IsNullOrWhiteSpace(Cause) ? null : Cause : TextFold.Fold(Symptom).Trim();

    /// <summary>What tells it from others in its campaign.</summary>
    public string Key => string.IsNullOrWhiteSpace(ExternalId)
        ? "=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{AccountKey}\n{At:O}\n{SymptomKey}")))[..40]
        : ExternalId.Trim();

    public static string KeyOf(string account) => TextFold.Fold(account).Trim();
}
