using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;

namespace OpsConsole.Web.Api;

public sealed record DocumentAnswer(string Type, string? Number, string? Country, bool IsValid);

public sealed record ContactPointAnswer(long Id, string Type, string Value, string Normalised, bool IsValid, string? Country)
{
    public static ContactPointAnswer Of(ContactPointView point) => new(point.Id, Codes.Of(point.Type), point.Value, point.Normalised, point.IsValid, point.Country);
}

public sealed record AccountAnswer(long Id, string Number, string? Description)
{
    public static AccountAnswer Of(AccountView account) => new(account.Id, account.Number, account.Description);
}

/// <summary>A customer as the contract has it.</summary>
public sealed record CustomerAnswer(string Id, string? Name, string? FirstName, string? SecondName, string? FirstSurname, string? SecondSurname, DateOnly? BirthDate, string? Sex,
    DocumentAnswer? Document, IReadOnlyList<ContactPointAnswer> ContactPoints, IReadOnlyList<AccountAnswer> Accounts, long Version, DateTime CreatedAt, DateTime ChangedAt)
{
    public static CustomerAnswer Of(CustomerView c) => new(c.Id, c.Name, c.FirstName, c.SecondName, c.FirstSurname, c.SecondSurname, c.BirthDate, c.Sex is { } sex ? Codes.Of(sex) : null,
        c.DocumentType is { } type ? new(type, c.DocumentNumber, c.DocumentCountry is { Length: > 0 } country ? country : null, c.IsDocumentValid) : null,
        [.. c.ContactPoints.Select(ContactPointAnswer.Of)], [.. c.Accounts.Select(AccountAnswer.Of)], c.Version, c.CreatedAt, c.ChangedAt);
}

public sealed record MatchedAnswer(string Id, string? Name, DocumentAnswer? Document, long Version);

public sealed record ReasonAnswer(string Code, string Text);

/// <summary>A customer that may be meant; `proposed`: likely enough to be offered.</summary>
public sealed record MatchAnswer(MatchedAnswer Customer, double Score, bool Proposed, IReadOnlyList<ReasonAnswer> Reasons);
