using System.Globalization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;

namespace OpsConsole.Web.Cases;

/// <summary>A customer as its fields hold it while somebody types.</summary>
public sealed class CustomerTyping
{
    private const string Day = "yyyy-MM-dd";

    public string? Country { get; set; } = DocumentRules.Countries[0];
    public string? DocumentType { get; set; }
    public string? DocumentNumber { get; set; }
    public string? FirstName { get; set; }
    public string? SecondName { get; set; }
    public string? FirstSurname { get; set; }
    public string? SecondSurname { get; set; }
    public string? BirthDate { get; set; }
    public string? Sex { get; set; }

    public bool IsEmpty => new[] { DocumentNumber, FirstName, SecondName, FirstSurname, SecondSurname }.All(string.IsNullOrWhiteSpace);

    public static CustomerTyping Of(CustomerView? customer) => customer is null ? new() : new()
    {
        Country = customer.DocumentCountry is { Length: > 0 } country && DocumentRules.Countries.Contains(country) ? country : DocumentRules.Countries[0],
        DocumentType = customer.DocumentType,
        DocumentNumber = customer.DocumentNumber,
        FirstName = customer.FirstName,
        SecondName = customer.SecondName,
        FirstSurname = customer.FirstSurname,
        SecondSurname = customer.SecondSurname,
        BirthDate = customer.BirthDate?.ToString(Day, CultureInfo.InvariantCulture),
        Sex = customer.Sex is { } sex ? Codes.Of(sex) : null,
    };

    public CustomerForm Form => new()
    {
        Document = string.IsNullOrEmpty(DocumentType) ? null : new(DocumentType, DocumentNumber?.Trim(), DocumentRules.TypesOf(null).Contains(DocumentType) ? null : Country),
        FirstName = FirstName?.Trim(),
        SecondName = SecondName?.Trim(),
        FirstSurname = FirstSurname?.Trim(),
        SecondSurname = SecondSurname?.Trim(),
        BirthDate = DateOnly.TryParseExact(BirthDate, Day, out var born) ? born : null,
        Sex = string.IsNullOrEmpty(Sex) ? null : Sex,
    };
}
