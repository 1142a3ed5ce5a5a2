using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Api;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DocumentBody(string? Type, string? Number, string? Country)
{
    public DocumentForm Form => new(Type, Number, Country);
}

/// <summary>`asTyped`: keep it although it breaks the rules of its type. `case`: the number of the case it is added from.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ContactPointBody(string? Type, string? Value, string? Country, string? AreaCode, bool? AsTyped, string? Case)
{
    public ContactPointForm Form => new(Type, Value, Country, AreaCode, AsTyped is true);

    /// <summary>What a change leaves out stays as it is.</summary>
    public ContactPointForm Over(ContactPointView known) => new(Type ?? Domain.Cases.Codes.Of(known.Type), Value ?? known.Value, Country ?? known.Country, AreaCode, AsTyped is true);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AccountBody(string? Number, string? Description, string? Case)
{
    public AccountForm Form => new(Number, Description);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CustomerBody(DocumentBody? Document, string? FirstName, string? SecondName, string? FirstSurname, string? SecondSurname, DateOnly? BirthDate, string? Sex,
    IReadOnlyList<ContactPointBody?>? ContactPoints, IReadOnlyList<AccountBody?>? Accounts)
{
    public CustomerForm Form => new()
    {
        Document = Document?.Form,
        FirstName = FirstName,
        SecondName = SecondName,
        FirstSurname = FirstSurname,
        SecondSurname = SecondSurname,
        BirthDate = BirthDate,
        Sex = Sex,
        ContactPoints = [.. (ContactPoints ?? []).Select(p => p?.Form ?? new(null, null))],
        Accounts = [.. (Accounts ?? []).Select(a => a?.Form ?? new(null))],
    };

    /// <summary>The whole content, lists too: what a repeated request is compared by.</summary>
    public override string ToString() => JsonSerializer.Serialize(this);
}

/// <summary>What a change names changes, null included; what it leaves out stays.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CustomerPatch(JsonElement Document, JsonElement FirstName, JsonElement SecondName, JsonElement FirstSurname, JsonElement SecondSurname, JsonElement BirthDate, JsonElement Sex)
{
    public (CustomerForm Form, IReadOnlyList<Refusal> Errors) Over(CustomerForm known)
    {
        var errors = new List<Refusal>();
        string? Text(JsonElement given, string? now, string field)
        {
            if (given.ValueKind is JsonValueKind.Undefined)
                return now;
            if (given.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                errors.Add(new("json", field));
            return given.ValueKind is JsonValueKind.String ? given.GetString() : null;
        }
        var born = Text(BirthDate, known.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "birthDate");
        DateOnly? day = DateOnly.TryParseExact(born, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        if (born is not null && day is null)
            errors.Add(new("json", "birthDate"));
        var form = known with
        {
            Document = ReadDocument(known.Document, errors),
            FirstName = Text(FirstName, known.FirstName, "firstName"),
            SecondName = Text(SecondName, known.SecondName, "secondName"),
            FirstSurname = Text(FirstSurname, known.FirstSurname, "firstSurname"),
            SecondSurname = Text(SecondSurname, known.SecondSurname, "secondSurname"),
            BirthDate = day,
            Sex = Text(Sex, known.Sex, "sex"),
        };
        return (form, errors);
    }

    private DocumentForm? ReadDocument(DocumentForm? known, List<Refusal> errors)
    {
        if (Document.ValueKind is JsonValueKind.Undefined)
            return known;
        if (Document.ValueKind is JsonValueKind.Null)
            return null;
        try
        {
            return Document.Deserialize<DocumentBody>(JsonBody.Options)?.Form;
        }
        catch (JsonException)
        {
            errors.Add(new("json", "document"));
            return known;
        }
    }
}

/// <summary>`document` is a text or has a `number`; names, phones and e-mails are a text or a list, names also an object of the four.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MatchBody(JsonElement Document, JsonElement Names, JsonElement Phones, JsonElement Emails)
{
    private const int LongestValue = 200;

    public (MatchRequest Request, IReadOnlyList<Refusal> Errors) Read()
    {
        var errors = new List<Refusal>();
        var document = Document.ValueKind is JsonValueKind.Object ? Document.TryGetProperty("number", out var number) ? number : default : Document;
        var request = new MatchRequest(Texts(document, "document", errors).FirstOrDefault(), Texts(Names, "names", errors), Texts(Phones, "phones", errors), Texts(Emails, "emails", errors));
        if (errors.Count == 0 && request.IsEmpty)
            errors.Add(new("match.nothing_asked", "names"));
        return (request, errors);
    }

    private static List<string> Texts(JsonElement given, string field, List<Refusal> errors)
    {
        IReadOnlyList<JsonElement> values = given.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => [.. given.EnumerateArray()],
            JsonValueKind.Object => [.. given.EnumerateObject().Select(p => p.Value)],
            JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [given],
            _ => [],
        };
        if (values.Any(v => v.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)))
            errors.Add(new("json", field));
        if (values.Count > MatchRequest.MostValues)
            errors.Add(new("too_many", field, values.Count, MatchRequest.MostValues));
        if (errors.Count > 0)
            return [];
        var texts = values.Select(v => v.GetString()).OfType<string>().ToList();
        errors.AddRange(texts.Select(text => TextRules.Check(text, field, LongestValue, required: false)).OfType<Refusal>().Take(1));
        return texts;
    }
}
