namespace OpsConsole.Domain.Customers;

/// <summary>How a customer can be reached (docs/rules.md, "Contact points").</summary>
public enum ContactPointType
{
    Mobile,
    Landline,
    Email,
    Address,
    Social,
}

/// <summary>As the customer's document says; null where nobody asked.</summary>
public enum Sex
{
    Female,
    Male,
    Other,
}
