namespace OpsConsole.Domain.Customers;

/// <summary>One way to reach a customer: as it was typed, and in the one form that is compared and dialled (docs/rules.md, "Contact points").</summary>
public sealed class ContactPoint
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public ContactPointType Type { get; internal set; }

    /// <summary>As it was typed or imported; never changed by the console.</summary>
    public required string Value { get; set; }

    /// <summary>E.164, the folded address or name; what an invalid number consists of otherwise. No customer has one twice.</summary>
    public required string Normalised { get; set; }

    /// <summary>False: kept as it came, against the rules of its type.</summary>
    public bool IsValid { get; internal set; }

    /// <summary>The country whose numbering plan the number was read by.</summary>
    public string? Country { get; internal set; }
    public DateTime CreatedAt { get; init; }
}
