using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Customers;

/// <summary>The shape of a customer's form, field by field (docs/rules.md, "Customers").</summary>
public static class CustomerFormCheck
{
    public const int NameMax = 120, AccountMax = 60, DescriptionMax = 400;

    /// <param name="imported">Documents against their rules are kept and marked.</param>
    public static IReadOnlyList<Refusal> Check(CustomerForm form, DateOnly today, bool imported = false)
    {
        var errors = new List<Refusal>();
        void Add(Refusal? refusal)
        {
            if (refusal is not null)
                errors.Add(refusal);
        }
        var names = new[] { (form.FirstName, "firstName"), (form.SecondName, "secondName"), (form.FirstSurname, "firstSurname"), (form.SecondSurname, "secondSurname") };
        foreach (var (name, field) in names)
            Add(TextRules.Check(name, field, NameMax, required: false));
        if (names.All(n => string.IsNullOrWhiteSpace(n.Item1)) && string.IsNullOrWhiteSpace(form.Document?.Number))
            Add(new("required", "firstName"));
        if (!string.IsNullOrEmpty(form.Sex) && Codes.Parse<Sex>(form.Sex) is null)
            Add(new("unknown", "sex"));
        if (form.BirthDate is { } born && (born > today || born.Year < 1880))
            Add(new("birth_date.impossible", "birthDate"));
        Add(CheckDocument(form.Document, imported));
        return errors;
    }

    public static Refusal? CheckDocument(DocumentForm? document, bool imported = false)
    {
        if (document is null || (string.IsNullOrWhiteSpace(document.Type) && string.IsNullOrWhiteSpace(document.Number)))
            return null;
        if (string.IsNullOrWhiteSpace(document.Type))
            return new("required", "document.type");
        if (TextRules.Check(document.Number, "document.number", DocumentRules.NumberMax) is { } error)
            return error;
        if (!DocumentRules.Countries.Append(null).Any(country => DocumentRules.TypesOf(country).Contains(document.Type)))
            return new("unknown", "document.type");
        if (DocumentRules.CountryOf(document.Type, document.Country) is not { } of)
            return imported ? null : new(string.IsNullOrWhiteSpace(document.Country) ? "required" : "document.country", "document.country");
        return imported ? null : DocumentRules.Check(document.Type, of, document.Number!);
    }

    public static IReadOnlyList<Refusal> Check(AccountForm form, string at = "") =>
        [.. new[] { TextRules.Check(form.Number, at + "number", AccountMax), TextRules.Check(form.Description, at + "description", DescriptionMax, required: false) }.OfType<Refusal>()];
}
