using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Api;

/// <summary>The customer of a new case: `{id}` of a known one, or a new one by `document` (a text, or an object with type, number and country), `names` (a text, or an object of the four), `phones` and `emails` (a text or a list).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewCaseCustomer(string? Id, JsonElement Document, JsonElement Names, JsonElement Phones, JsonElement Emails)
{
    private const string Unspecified = "OTRO";

    /// <summary>Null where a known one is meant.</summary>
    public (CustomerForm? Form, IReadOnlyList<Refusal> Errors) Read()
    {
        var described = new[] { Document, Names, Phones, Emails }.Any(e => e.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null));
        if (Id is not null)
            return (null, described ? [new("customer.id_or_description", "customer")] : []);
        var errors = new List<Refusal>();
        if (!described)
            return (null, [new("required", "customer.names")]);
        var names = Member<NamesBody>(Names, "customer.names", text => NamesBody.Of(text), errors) ?? new(null, null, null, null);
        var document = Member<DocumentBody>(Document, "customer.document", text => new(Unspecified, text, null), errors);
        var phones = Texts(Phones, "customer.phones", errors).Select(phone => ContactPointForm.OfPhone(phone, document?.Form));
        var mails = Texts(Emails, "customer.emails", errors).Select(mail => new ContactPointForm("email", mail));
        return (new()
        {
            Document = document?.Form,
            FirstName = names.FirstName,
            SecondName = names.SecondName,
            FirstSurname = names.FirstSurname,
            SecondSurname = names.SecondSurname,
            ContactPoints = [.. phones, .. mails],
        }, errors);
    }

    private static T? Member<T>(JsonElement given, string field, Func<string, T> ofText, List<Refusal> errors) where T : class
    {
        try
        {
            return given.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => null,
                JsonValueKind.String => ofText(given.GetString()!),
                JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => given.Deserialize<T>(JsonBody.Options),
                _ => null,
            };
        }
        catch (JsonException)
        {
            errors.Add(new("json", field));
            return null;
        }
    }

    private static List<string> Texts(JsonElement given, string field, List<Refusal> errors)
    {
        IReadOnlyList<JsonElement> values = given.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => [.. given.EnumerateArray()],
            _ => [given],
        };
        if (values.Any(v => v.ValueKind != JsonValueKind.String))
            errors.Add(new("json", field));
        return [.. values.Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
    }
}

/// <summary>The four parts of a name.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NamesBody(string? FirstName, string? SecondName, string? FirstSurname, string? SecondSurname)
{
    /// <summary>A name in one line, as it is written here: names first, then the surnames, of which there are two where four words or more are given.</summary>
    public static NamesBody Of(string text)
    {
        var name = CustomerForm.Named(text);
        return new(name.FirstName, name.SecondName, name.FirstSurname, name.SecondSurname);
    }
}
