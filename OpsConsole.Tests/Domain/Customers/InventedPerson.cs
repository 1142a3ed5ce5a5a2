namespace OpsConsole.Tests.Domain.Customers;

/// <summary>A person of the generator. Names as they are written on a document; a Peruvian mobile number by its nine digits.</summary>
public sealed record InventedPerson(string FirstName, string? SecondName, string FirstSurname, string? SecondSurname, string? Document, string? Phone, string? Email)
{
    public IEnumerable<string> Names => new[] { FirstName, SecondName, FirstSurname, SecondSurname }.OfType<string>();
}

/// <summary>What somebody types in to find a customer, and who is meant: an index into the stored ones, or null where nobody stored is (a decoy).</summary>
public sealed record AskedPerson(InventedPerson Typed, int? Meant, string Way);
