namespace OpsConsole.Domain.Customers;

/// <summary>An entry of the index that matching looks candidates up in: the hash of something by which a customer may be asked for (docs/rules.md, "Matching").</summary>
public sealed class CustomerKey
{
    public long Key { get; init; }
    public long CustomerId { get; init; }

    /// <summary>Set on new entries only: a new customer has no id before it is stored.</summary>
    public Customer? Customer { get; init; }
}
