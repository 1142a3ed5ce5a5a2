namespace OpsConsole.Domain.Customers;

/// <summary>A document as somebody types it in; the country may be left out where the type tells it.</summary>
public sealed record DocumentForm(string? Type, string? Number, string? Country = null);

/// <summary>A contact point as it is typed in (docs/rules.md, "Contact points").</summary>
/// <param name="AreaCode">Of a landline that is typed in without one.</param>
/// <param name="AsTyped">"Guardar así": keep it although it breaks the rules of its type.</param>
public sealed record ContactPointForm(string? Type, string? Value, string? Country = null, string? AreaCode = null, bool AsTyped = false)
{
    /// <summary>A phone of which nobody said what it is: a mobile where it can be one, else a landline where it can be that.</summary>
    public static ContactPointForm OfPhone(string number, DocumentForm? document) =>
        OfPhone(number, document is { Type: { } type } ? DocumentRules.CountryOf(type, document.Country) : null);

    /// <param name="country">Whose numbering plan holds where the number does not say.</param>
    public static ContactPointForm OfPhone(string number, string? country)
    {
        var (mobile, landline) = (new ContactPointForm("mobile", number), new ContactPointForm("landline", number));
        return ContactPointRules.Read(mobile, country).Errors.Count > 0 && ContactPointRules.Read(landline, country).Errors.Count == 0 ? landline : mobile;
    }
}

/// <summary>An account as it is typed in.</summary>
public sealed record AccountForm(string? Number, string? Description = null);

/// <summary>A customer as a form, an import or a client describes it; enumerations by code.</summary>
public sealed record CustomerForm
{
    public DocumentForm? Document { get; init; }
    public string? FirstName { get; init; }
    public string? SecondName { get; init; }
    public string? FirstSurname { get; init; }
    public string? SecondSurname { get; init; }
    public DateOnly? BirthDate { get; init; }
    public string? Sex { get; init; }

    /// <summary>Whoever claims something, by what the claim says: a number or an address that breaks its rules is left to the claim.</summary>
    public static CustomerForm OfClaimant(string name, string? phone, string? email)
    {
        var points = new[] { phone is null ? null : ContactPointForm.OfPhone(phone, (string?)null), email is null ? null : new("email", email) };
        return Named(name) with { ContactPoints = [.. points.OfType<ContactPointForm>().Where(p => ContactPointRules.Read(p, null).Errors.Count == 0)] };
    }

    /// <summary>A name in one line, as it is written here: names first, then the surnames, of which there are two where four words or more are given.</summary>
    public static CustomerForm Named(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length switch
        {
            0 => new() { FirstName = text },
            1 => new() { FirstName = words[0] },
            2 => new() { FirstName = words[0], FirstSurname = words[1] },
            3 => new() { FirstName = words[0], FirstSurname = words[1], SecondSurname = words[2] },
            _ => new() { FirstName = words[0], SecondName = string.Join(' ', words[1..^2]), FirstSurname = words[^2], SecondSurname = words[^1] },
        };
    }

    /// <summary>Read when a customer is made only.</summary>
    public IReadOnlyList<ContactPointForm> ContactPoints { get; init; } = [];
    public IReadOnlyList<AccountForm> Accounts { get; init; } = [];
}
