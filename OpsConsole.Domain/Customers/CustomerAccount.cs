namespace OpsConsole.Domain.Customers;

/// <summary>An account that the customer holds with the organisation (docs/rules.md, "Customers").</summary>
public sealed class CustomerAccount
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public required string Number { get; init; }

    /// <summary>The folded number: no customer has one twice.</summary>
    public required string Key { get; init; }
    public string? Description { get; init; }
    public DateTime CreatedAt { get; init; }
}
