namespace OpsConsole.Domain.Customers;

/// <summary>A customer with everything that belongs to it, as pages and the API show it.</summary>
public sealed record CustomerView(string Id, string? Name, string? FirstName, string? SecondName, string? FirstSurname, string? SecondSurname, DateOnly? BirthDate, Sex? Sex,
    string? DocumentType, string? DocumentNumber, string? DocumentCountry, bool IsDocumentValid, IReadOnlyList<ContactPointView> ContactPoints, IReadOnlyList<AccountView> Accounts,
    long Version, DateTime CreatedAt, DateTime ChangedAt)
{
    public static CustomerView Of(Customer c) => new(c.PublicId, c.Name, c.FirstName, c.SecondName, c.FirstSurname, c.SecondSurname, c.BirthDate, c.Sex,
        c.DocumentType, c.DocumentNumber, c.DocumentCountry, c.IsDocumentValid,
        [.. c.ContactPoints.OrderBy(p => p.Type).ThenBy(p => p.Id).Select(ContactPointView.Of)],
        [.. c.Accounts.OrderBy(a => a.Id).Select(a => new AccountView(a.Id, a.Number, a.Description))], c.Version, c.CreatedAt, c.ChangedAt);

    /// <summary>As a form that changes nothing.</summary>
    public CustomerForm Form => new()
    {
        Document = DocumentType is null ? null : new(DocumentType, DocumentNumber, DocumentCountry),
        FirstName = FirstName,
        SecondName = SecondName,
        FirstSurname = FirstSurname,
        SecondSurname = SecondSurname,
        BirthDate = BirthDate,
        Sex = Sex is { } sex ? Cases.Codes.Of(sex) : null,
    };
}

/// <summary>A contact point as pages and the API show it.</summary>
public sealed record ContactPointView(long Id, ContactPointType Type, string Value, string Normalised, bool IsValid, string? Country)
{
    public static ContactPointView Of(ContactPoint p) => new(p.Id, p.Type, p.Value, p.Normalised, p.IsValid, p.Country);
}

/// <summary>An account as pages and the API show it.</summary>
public sealed record AccountView(long Id, string Number, string? Description);
