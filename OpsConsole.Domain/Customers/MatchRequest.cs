namespace OpsConsole.Domain.Customers;

/// <summary>What is known of somebody who may be a customer already: words in any order and notation.</summary>
public sealed record MatchRequest(string? Document, IReadOnlyList<string> Names, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails)
{
    public const int MostValues = 20;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Document) && new[] { Names, Phones, Emails }.All(values => values.All(string.IsNullOrWhiteSpace));

    /// <summary>What is known of a customer, to find others like it.</summary>
    public static MatchRequest Of(CustomerForm form) => new(form.Document?.Number, [.. new[] { form.FirstName, form.SecondName, form.FirstSurname, form.SecondSurname }.OfType<string>()],
        [.. Values(form, "mobile", "landline")], [.. Values(form, "email")]);

    private static IEnumerable<string> Values(CustomerForm form, params string[] types) => form.ContactPoints.Where(c => types.Contains(c.Type)).Select(c => c.Value).OfType<string>();
}

/// <summary>What speaks for or against a candidate; the contract writes it in snake_case, the page in words.</summary>
public enum MatchReason
{
    DocumentSame,
    DocumentClose,
    DocumentDifferent,
    NamesSame,
    NamesClose,
    NamesReordered,
    NamesIncomplete,
    NamesDiffer,
    PhoneSame,
    PhoneDifferent,
    EmailSame,
    EmailClose,
    EmailDifferent,
}

/// <summary>A customer that may be the one, with the probability that it is and why.</summary>
public sealed record CustomerMatch(CustomerSummary Customer, double Score, IReadOnlyList<MatchReason> Reasons)
{
    /// <summary>Likely enough that the page proposes it.</summary>
    public bool IsProposed => Score >= CustomerMatcher.Threshold;
}

/// <summary>What a list shows of a customer.</summary>
public sealed record CustomerSummary(string Id, string? Name, string? DocumentType, string? DocumentNumber, string? DocumentCountry, bool IsDocumentValid, long Version);

/// <summary>What scoring reads of a customer.</summary>
public sealed record MatchCandidate(CustomerSummary Summary, string? FirstName, string? SecondName, string? FirstSurname, string? SecondSurname, string? DocumentKey, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails)
{
    public static MatchCandidate Of(Customer c) => new(new(c.PublicId, c.Name, c.DocumentType, c.DocumentNumber, c.DocumentCountry, c.IsDocumentValid, c.Version), c.FirstName, c.SecondName, c.FirstSurname, c.SecondSurname, c.DocumentKey,
        [.. c.ContactPoints.Where(p => p.Type is ContactPointType.Mobile or ContactPointType.Landline).Select(p => p.Normalised)], [.. c.ContactPoints.Where(p => p.Type == ContactPointType.Email).Select(p => p.Normalised)]);
}
