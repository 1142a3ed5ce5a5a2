using System.Buffers.Text;
using System.Security.Cryptography;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Customers;

/// <summary>A person or firm that cases are about (docs/rules.md, "Customers"). It changes only through its desk, which asked the rules.</summary>
public sealed class Customer
{
    public const int MostContactPoints = 50, MostAccounts = 50;

    private Customer()
    {
    }

    public long Id { get; private set; }

    /// <summary>What addresses and the contract call it: 128 random bits, so that nobody finds a customer by counting.</summary>
    public string PublicId { get; private set; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
    public string? FirstName { get; private set; }
    public string? SecondName { get; private set; }
    public string? FirstSurname { get; private set; }
    public string? SecondSurname { get; private set; }
    public DateOnly? BirthDate { get; private set; }
    public Sex? Sex { get; private set; }
    public string? DocumentType { get; private set; }

    /// <summary>"" where the type needs no country.</summary>
    public string? DocumentCountry { get; private set; }
    public string? DocumentNumber { get; private set; }

    /// <summary>The number without separators; one customer for each type, country and key. Null where there is no document.</summary>
    public string? DocumentKey { get; private set; }

    /// <summary>False only for documents that an import brought.</summary>
    public bool IsDocumentValid { get; private set; }
    public List<ContactPoint> ContactPoints { get; } = [];
    public List<CustomerAccount> Accounts { get; } = [];

    /// <summary>Rises by one with every change of it or of what belongs to it.</summary>
    public long Version { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public int? CreatedById { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public int? ChangedById { get; private set; }

    public string? Name => string.Join(' ', new[] { FirstName, SecondName, FirstSurname, SecondSurname }.Where(n => !string.IsNullOrWhiteSpace(n))) is { Length: > 0 } name ? name : null;

    /// <summary>What cases of the customer are searched by besides its name: document, phones by their digits, e-mails.</summary>
    public string SearchText => string.Join('\n', new[] { DocumentKey }.Concat(ContactPoints.Where(c => c.Type != ContactPointType.Address)
        .Select(c => c.Type is ContactPointType.Mobile or ContactPointType.Landline ? PhoneReader.Digits(c.Normalised) : c.Normalised)).Where(line => !string.IsNullOrEmpty(line)));

    internal static Customer Create(CustomerForm form, int? by, DateTime now)
    {
        var made = new Customer { CreatedAt = now, CreatedById = by };
        made.Change(form, by, now);
        return made;
    }

    /// <summary>Takes over names, document, birth date and sex; the form was checked.</summary>
    internal void Change(CustomerForm form, int? by, DateTime now)
    {
        (FirstName, SecondName, FirstSurname, SecondSurname) = (Text(form.FirstName), Text(form.SecondName), Text(form.FirstSurname), Text(form.SecondSurname));
        (BirthDate, Sex) = (form.BirthDate, Codes.Parse<Sex>(form.Sex));
        (DocumentType, DocumentNumber, DocumentCountry, DocumentKey, IsDocumentValid) = (null, null, null, null, false);
        if (form.Document is { Type: { Length: > 0 } type, Number: { } number })
        {
            (DocumentType, DocumentNumber, DocumentCountry) = (type, number, DocumentRules.CountryOf(type, form.Document.Country) ?? "");
            (DocumentKey, IsDocumentValid) = (DocumentRules.Compact(number, type), DocumentRules.Check(type, DocumentCountry, number) is null);
        }
        Touch(by, now);
    }

    internal void Add(ContactPoint added, int? by, DateTime now)
    {
        RefuseTwice(added.Type, added.Normalised, null);
        RefusedException.ThrowIfAny(ContactPoints.Count >= MostContactPoints ? [new("contact_point.too_many", null, ContactPoints.Count, MostContactPoints)] : []);
        ContactPoints.Add(added);
        Touch(by, now);
    }

    internal void Change(ContactPoint point, ReadContact to, int? by, DateTime now)
    {
        RefuseTwice(to.Type, to.Normalised, point);
        (point.Type, point.Value, point.Normalised, point.Country, point.IsValid) = (to.Type, to.Value, to.Normalised, to.Country, to.Fault is null);
        Touch(by, now);
    }

    internal void Remove(ContactPoint point, int? by, DateTime now)
    {
        ContactPoints.Remove(point);
        Touch(by, now);
    }

    internal void Add(CustomerAccount account, int? by, DateTime now)
    {
        RefusedException.ThrowIfAny(Accounts.Any(a => a.Key == account.Key) ? [new("account.duplicate", "number")] : []);
        RefusedException.ThrowIfAny(Accounts.Count >= MostAccounts ? [new("account.too_many", null, Accounts.Count, MostAccounts)] : []);
        Accounts.Add(account);
        Touch(by, now);
    }

    private void RefuseTwice(ContactPointType type, string normalised, ContactPoint? except) =>
        RefusedException.ThrowIfAny(ContactPoints.Any(c => c != except && c.Type == type && c.Normalised == normalised) ? [new("contact_point.duplicate", "value")] : []);

    private void Touch(int? by, DateTime now)
    {
        Version++;
        (ChangedAt, ChangedById) = (now, by);
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed;
}
