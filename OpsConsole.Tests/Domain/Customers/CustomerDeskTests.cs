using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Customers;

/// <summary>Customers, what belongs to them and the cases that are theirs, on both databases (docs/rules.md, "Customers").</summary>
public sealed class CustomerDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly CustomerForm Rosa = new()
    {
        Document = new("DNI", "45678912"),
        FirstName = "Rosa",
        SecondName = "Elena",
        FirstSurname = "Muñoz",
        SecondSurname = "De la Peña",
        BirthDate = new(1980, 2, 29),
        Sex = "female",
        ContactPoints = [new("mobile", "912 345 678"), new("email", "Rosa@Correo.example")],
        Accounts = [new("A-100", "Ahorros")],
    };

    [Theory, OnEveryDatabase]
    public async Task A_customer_is_made_read_changed_and_found_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var (desk, queries) = (database.Get<CustomerDesk>(), database.Get<CustomerQueries>());
        var made = Assert.IsType<Outcome.Done>(await desk.CreateAsync(Rosa, agent, None));
        var read = (await queries.FindAsync(made.Id!, agent, None))!;
        Assert.Equal(("Rosa Elena Muñoz De la Peña", "PE", true, Sex.Female, new DateOnly(1980, 2, 29)), (read.Name, read.DocumentCountry, read.IsDocumentValid, read.Sex, read.BirthDate!.Value));
        Assert.Equal([("+51912345678", "912 345 678"), ("rosa@correo.example", "Rosa@Correo.example")], read.ContactPoints.Select(p => (p.Normalised, p.Value)));
        Assert.Equal("A-100", Assert.Single(read.Accounts).Number);

        var changed = Assert.IsType<Outcome.Done>(await desk.ChangeAsync(made.Id!, made.Version, read.Form with { FirstSurname = "Quispe" }, agent, None));
        Assert.Equal(made.Version + 1, changed.Version);
        Assert.Equal(made.Id, (await queries.MatchAsync(new(null, ["quispe rosa"], ["0051 912345678"], []), agent, None))[0].Customer.Id);
        Assert.Empty(await queries.MatchAsync(new(null, ["Muñoz Elena"], [], []), agent, None));       // the keys of the former name are gone; what is left of it is not enough
        var stale = Assert.IsType<Outcome.Conflict>(await desk.ChangeAsync(made.Id!, made.Version, read.Form, agent, None));
        Assert.Equal((changed.Version, agent.Name, "Quispe"), (stale.Version, stale.ChangedBy, stale.Theirs["firstSurname"]));
    }

    [Theory, OnEveryDatabase]
    public async Task One_document_belongs_to_one_customer_even_when_two_take_it_at_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var desk = database.Get<CustomerDesk>();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.CreateAsync(Rosa, agent, None))));
        Assert.Single(outcomes.OfType<Outcome.Done>());
        Assert.All(outcomes.OfType<Outcome.Refused>(), refused => Assert.Equal("customer.document_taken", refused.Reasons[0].Code));
        Assert.Equal(7, outcomes.OfType<Outcome.Refused>().Count());
        Assert.IsType<Outcome.Done>(await desk.CreateAsync(Rosa with { Document = new("PASAPORTE", "45678912") }, agent, None));
        Assert.IsType<Outcome.Refused>(await desk.CreateAsync(Rosa with { Document = new("DNI", "45-678-912") }, agent, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Contact_points_are_added_once_corrected_removed_and_kept_as_typed_only_when_asked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var (desk, queries) = (database.Get<CustomerDesk>(), database.Get<CustomerQueries>());
        var id = ((Outcome.Done)await desk.CreateAsync(Rosa, agent, None)).Id!;
        Refusal Invalid(Outcome outcome) => Assert.Single(Assert.IsType<Outcome.Invalid>(outcome).Errors);

        Assert.Equal(("phone.invalid", "value"), (Invalid(await desk.AddContactPointAsync(id, new("mobile", "9123"), agent, None)) is var bad ? bad.Code : "", bad.Field));
        Assert.Equal("areaCode", Invalid(await desk.AddContactPointAsync(id, new("landline", "2345678"), agent, None)).Field);
        Assert.Equal("email.invalid", Invalid(await desk.AddContactPointAsync(id, new("email", "rosa@"), agent, None)).Code);
        Assert.Equal("type", Invalid(await desk.AddContactPointAsync(id, new("telepathy", "x"), agent, None)).Field);
        Assert.Equal("contact_point.duplicate", Assert.IsType<Outcome.Refused>(await desk.AddContactPointAsync(id, new("mobile", "+51 912-345-678"), agent, None)).Reasons[0].Code);

        var odd = Assert.IsType<Outcome.Done>(await desk.AddContactPointAsync(id, new("mobile", "9123", AsTyped: true), agent, None));
        var point = (await queries.FindAsync(id, agent, None))!.ContactPoints.Single(p => p.Id == long.Parse(odd.Id!));
        Assert.Equal(("9123", "9123", false), (point.Value, point.Normalised, point.IsValid));
        Assert.IsType<Outcome.Done>(await desk.ChangeContactPointAsync(id, point.Id, odd.Version, new("landline", "2345678", AreaCode: "01"), agent, None));
        Assert.IsType<Outcome.Conflict>(await desk.ChangeContactPointAsync(id, point.Id, odd.Version, new("landline", "2345679", AreaCode: "01"), agent, None));
        Assert.Equal("+5112345678", (await queries.FindAsync(id, agent, None))!.ContactPoints.Single(p => p.Id == point.Id).Normalised);
        Assert.Contains(await queries.MatchAsync(new(null, ["Rosa Muñoz"], ["2345678"], []), agent, None), m => m.Reasons.Contains(MatchReason.PhoneSame));
        Assert.IsType<Outcome.Done>(await desk.RemoveContactPointAsync(id, point.Id, agent, None));
        Assert.IsType<Outcome.Missing>(await desk.RemoveContactPointAsync(id, point.Id, agent, None));
        Assert.Equal("account.duplicate", Assert.IsType<Outcome.Refused>(await desk.AddAccountAsync(id, new("a-100"), agent, None)).Reasons[0].Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_case_gets_another_customer_after_confirmation_and_undo_within_a_day_restores_it_exactly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var agent = await organisation.ActorAsync(Role.Agent);
        var (desk, cases) = (database.Get<CustomerDesk>(), database.Get<CaseDesk>());
        var number = await organisation.AlertAsync();
        var id = CaseNumber.IdOf(number);
        Task<Case> ReadAsync() => database.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
        var before = await ReadAsync();
        var rosa = ((Outcome.Done)await desk.CreateAsync(Rosa, agent, None)).Id!;
        Assert.Equal(("customer.confirm", "confirm"), (Assert.IsType<Outcome.Invalid>(await cases.ChangeCustomerAsync(number, rosa, false, agent, None)).Errors[0] is var error ? error.Code : "", error.Field));
        Assert.Equal("customer", Assert.IsType<Outcome.Invalid>(await cases.ChangeCustomerAsync(number, "nobody", true, agent, None)).Errors[0].Field);
        Assert.IsAssignableFrom<Outcome.Done>(await cases.ChangeCustomerAsync(number, rosa, true, agent, None));
        var changed = await ReadAsync();
        Assert.Equal((rosa, "Rosa Elena Muñoz De la Peña"), (changed.CustomerId, changed.CustomerName));
        Assert.All(new[] { "rosa elena munoz", "45678912", "51912345678", "rosa@correo.example" }, text => Assert.Contains(text, changed.SearchText));
        Assert.Equal("customer.same", Assert.IsType<Outcome.Refused>(await cases.ChangeCustomerAsync(number, rosa, true, agent, None)).Reasons[0].Code);

        database.Clock.Advance(TimeSpan.FromHours(24));
        Assert.IsAssignableFrom<Outcome.Done>(await cases.UndoAsync(number, agent, None));
        var undone = await ReadAsync();
        Assert.Equal((before.CustomerId, before.CustomerName, before.SearchText, before.Version + 2), (undone.CustomerId, undone.CustomerName, undone.SearchText, undone.Version));
        Assert.Equal(["created", "customer_changed", "undone"], await database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == id).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync()));

        Assert.IsAssignableFrom<Outcome.Done>(await cases.ChangeCustomerAsync(number, rosa, true, agent, None));
        database.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMilliseconds(1));
        Assert.Equal("undo.expired", Assert.IsType<Outcome.Refused>(await cases.UndoAsync(number, agent, None)).Reasons[0].Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Open_cases_follow_the_name_and_say_what_was_added_from_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var agent = await organisation.ActorAsync(Role.Agent);
        var (desk, cases) = (database.Get<CustomerDesk>(), database.Get<CaseDesk>());
        var (number, other) = (await organisation.AlertAsync(), await organisation.AlertAsync());
        var id = CaseNumber.IdOf(number);
        var rosa = ((Outcome.Done)await desk.CreateAsync(Rosa, agent, None)).Id!;
        await cases.ChangeCustomerAsync(number, rosa, true, agent, None);
        Assert.IsType<Outcome.Done>(await desk.AddContactPointAsync(rosa, new("mobile", "987654321"), agent, None, number));
        Assert.IsType<Outcome.Done>(await desk.AddAccountAsync(rosa, new("B-7"), agent, None, number));
        Assert.Equal("case", Assert.IsType<Outcome.Invalid>(await desk.AddAccountAsync(rosa, new("B-8"), agent, None, other)).Errors[0].Field);
        var version = (await database.Get<CustomerQueries>().FindAsync(rosa, agent, None))!;
        Assert.IsType<Outcome.Done>(await desk.ChangeAsync(rosa, version.Version, version.Form with { FirstName = "Rosalía" }, agent, None));
        var (found, events) = await database.ReadAsync(async db => (await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id), await db.CaseEvents.Where(e => e.CaseId == id).OrderBy(e => e.Version).ToListAsync()));
        Assert.Equal(["created", "customer_changed", "contact_point", "account", "customer_changed"], events.Select(e => e.Type));
        Assert.Equal((5L, "Rosalía Elena Muñoz De la Peña"), (found.Version, found.CustomerName));
        Assert.Contains("51987654321", found.SearchText);
        Assert.Equal("987654321", JsonElement.Parse(events[2].Data).GetProperty("contactPoint").GetString());
        Assert.Null(events[4].ById);
    }

    [Theory, OnEveryDatabase]
    public async Task A_customer_is_seen_through_its_cases_only_and_matched_by_whoever_knows_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (near, far) = (await organisation.ActorAsync(Role.Agent), await organisation.ActorAsync(Role.BranchHead, Organisation.Far));
        var queries = database.Get<CustomerQueries>();
        var rosa = ((Outcome.Done)await database.Get<CustomerDesk>().CreateAsync(Rosa, near, None)).Id!;
        await database.Get<CaseDesk>().ChangeCustomerAsync(await organisation.AlertAsync(), rosa, true, near, None);
        Assert.NotNull(await queries.FindAsync(rosa, near, None));
        Assert.Null(await queries.FindAsync(rosa, far, None));
        Assert.IsType<Outcome.Missing>(await database.Get<CustomerDesk>().ChangeAsync(rosa, 1, Rosa, far, None));
        Assert.Equal(rosa, Assert.Single(await queries.MatchAsync(new("45678912", [], [], []), far, None)).Customer.Id);
        var own = await organisation.AlertAsync(Organisation.Far);
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<CaseDesk>().ChangeCustomerAsync(own, rosa, true, far, None));
        Assert.NotNull(await queries.FindAsync(rosa, far, None));
        Assert.Equal(rosa, (await queries.OfCaseAsync(own, far, None))!.Id);
        Assert.Null(await queries.OfCaseAsync(own, near, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Every_text_is_kept_byte_by_byte_or_refused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var (desk, queries) = (database.Get<CustomerDesk>(), database.Get<CustomerQueries>());
        foreach (var (text, at) in Naughty.Kept.Select((text, at) => (text, at)))
        {
            var form = new CustomerForm { Document = new("OTRO", $"x{at}{text}"), FirstName = "n" + text, SecondName = text, FirstSurname = text, SecondSurname = text, ContactPoints = [new("address", "d" + text), new("social", "s" + text)], Accounts = [new("a" + text, text)] };
            var made = Assert.IsType<Outcome.Done>(await desk.CreateAsync(form, agent, None));
            var read = (await queries.FindAsync(made.Id!, agent, None))!;
            Assert.Equal(("n" + text, $"x{at}{text}"), (read.FirstName, read.DocumentNumber));
            if (!string.IsNullOrWhiteSpace(text))
                Assert.Equal((text, text, text), (read.SecondName, read.FirstSurname, read.SecondSurname));
            Assert.Equal(["d" + text, "s" + text], read.ContactPoints.Select(p => p.Value));
            Assert.Equal(("a" + text, text), (read.Accounts[0].Number, read.Accounts[0].Description));
            await queries.MatchAsync(MatchRequest.Of(form), agent, None);
        }
        foreach (var text in Naughty.Refused)
        {
            foreach (var form in new[] { Rosa with { FirstName = text }, Rosa with { SecondName = text }, Rosa with { FirstSurname = text }, Rosa with { SecondSurname = text }, Rosa with { Document = new("OTRO", text) }, Rosa with { ContactPoints = [new("address", text)] }, Rosa with { Accounts = [new(text)] }, Rosa with { Accounts = [new("1", text)] } })
                Assert.Equal("text.invalid", Assert.Single(Assert.IsType<Outcome.Invalid>(await desk.CreateAsync(form, agent, None)).Errors).Code);
        }
    }
}

/// <summary>Texts that trip up what handles them carelessly.</summary>
internal static class Naughty
{
    public static readonly string[] Kept =
    [
        "", "  ", "'; DROP TABLE \"Customers\";--", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "ﬁ ŧ ñ ü ß Ω 你好 🙂🏳️‍🌈", "\u200B\u202Eabc\uFEFF", "e\u0301\u0301\u0301", "\r\n\t", "%00 ${jndi:ldap://x} {{7*7}}", "\u0001\u001F\u007F", "İıŞş", "\uFFFF\uFFFE",
    ];

    public static readonly string[] Refused = ["a\0b", "a\uD800b", "\uDC00", "\uDBFF"];
}
