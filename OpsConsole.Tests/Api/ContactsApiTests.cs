using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Contacts by the REST contract (decisions "Further verbs").</summary>
public sealed class ContactsApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_contact_is_answered_with_its_mark_and_the_reason_in_words(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (database, _) =>
        {
            var made = CampaignTemplate.Create(CampaignKind.RepeatContact, "celula", "Célula", database.Clock.UtcNow);
            await database.CommitAsync(db => db.Campaigns.Add(made));
        });
        using var head = await api.SignInAsync(Role.BranchHead);
        Task<ApiAnswer> PostAsync(int day, string? cause, string? symptom = null, string? id = null) =>
            head.PostAsync("campaigns/celula/contacts", new { externalId = id ?? $"x{day}", account = "900-1", at = $"2026-01-{day:D2}T10:00:00Z", channel = "phone", cause, symptom });
        var first = await PostAsync(10, "C");
        Assert.Equal((201, """{"recurrent":false,"repeat":false,"reason":null}"""), (first.Status, first.Body.GetRawText()));
        Assert.Equal("""{"recurrent":false,"repeat":true,"reason":"2 contactos por Visitas técnicas en 7 días"}""", (await PostAsync(11, "C")).Body.GetRawText());
        Assert.Equal("""{"recurrent":true,"repeat":false,"reason":"3.er contacto en 7 días"}""", (await PostAsync(12, "C", "Lentitud")).Body.GetRawText());
        var fourth = await PostAsync(13, "C");
        Assert.Equal("""{"recurrent":true,"repeat":true,"reason":"4.º contacto en 7 días, 3 por Visitas técnicas"}""", fourth.Body.GetRawText());
        var again = await PostAsync(14, "G", id: "x13");
        Assert.Equal((200, fourth.Body.GetRawText()), (again.Status, again.Body.GetRawText()));
        var refused = await PostAsync(16, "Z");
        Assert.Equal((400, "validation"), (refused.Status, refused.Code));
        Assert.Contains("\"at\"", refused.Body.GetRawText());
        Assert.Contains("\"cause\"", refused.Body.GetRawText());
    }
}
