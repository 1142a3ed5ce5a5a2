namespace OpsConsole.Domain.RepeatContacts;

/// <summary>One contact of a customer with the organisation, by whatever way: the log that marks are computed from (docs/rules.md, "Contact log"). What it says never changes; its marks follow the thresholds, the customers that belong together, and contacts that arrive late.</summary>
public sealed class LoggedContact
{
    public const int AccountMax = 100, SymptomMax = 200, ExternalIdMax = 100, AgentMax = 120;

    public long Id { get; init; }
    public int CampaignId { get; init; }

    /// <summary>The source's key, unique in the campaign; without one account, time and symptom make it.</summary>
    public required string ExternalId { get; init; }
    public required string Account { get; init; }

    /// <summary>Whose contact it is: equal for all accounts of one customer (<see cref="AccountHolder"/>).</summary>
    public long HolderId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
    public DateTime RecordedAt { get; init; }
    public required string Channel { get; init; }

    /// <summary>A to I.</summary>
    public string? Cause { get; init; }
    public string? Symptom { get; init; }

    /// <summary>The folded symptom, or the cause where none is given: what repeats are told by. Null counts for none.</summary>
    public string? SymptomKey { get; init; }

    /// <summary>Null: the source does not say, and it counts as one.</summary>
    public bool? IsComplaint { get; init; }
    public int? AgentId { get; init; }
    public string? AgentName { get; init; }

    /// <summary>The case of this console that it led to.</summary>
    public long? CaseId { get; init; }
    public string? ImportId { get; init; }

    public bool IsRecurrent { get; private set; }
    public bool IsRepeat { get; private set; }

    /// <summary>Contacts of the customer in the window that ends with this one, this one included.</summary>
    public int InWindow { get; private set; }

    /// <summary>Those of the same symptom in the window of repeats.</summary>
    public int SameInWindow { get; private set; }

    internal bool Take(ContactMark mark)
    {
        if ((IsRecurrent, IsRepeat, InWindow, SameInWindow) == (mark.IsRecurrent, mark.IsRepeat, mark.Contacts, mark.Same))
            return false;
        (IsRecurrent, IsRepeat, InWindow, SameInWindow) = (mark.IsRecurrent, mark.IsRepeat, mark.Contacts, mark.Same);
        return true;
    }
}

/// <summary>Which accounts are one customer's. An unknown account is a customer of its own; accounts of one known customer, and of customers whose cases were merged, are one (docs/rules.md, "Contact log").</summary>
public sealed class AccountHolder
{
    public long Id { get; init; }

    /// <summary>The folded account.</summary>
    public required string AccountKey { get; init; }

    /// <summary>The smallest <see cref="Id"/> among those that belong together.</summary>
    public long HolderId { get; set; }
}

/// <summary>What thresholds make of one contact.</summary>
/// <param name="Contacts">Of the customer in the window that ends with it, itself included.</param>
/// <param name="Same">Of the same symptom; 0 where it has none or is no complaint.</param>
public readonly record struct ContactMark(bool IsRecurrent, bool IsRepeat, int Contacts, int Same);
