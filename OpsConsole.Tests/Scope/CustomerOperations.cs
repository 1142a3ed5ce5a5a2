using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Scope;

/// <summary>A customer is there for whoever sees one of its cases; administrators change none.</summary>
public static class CustomerOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Console("CustomerDesk.CreateAsync", Operation.Workers, async q => await q.Get<CustomerDesk>().CreateAsync(new() { FirstName = "Ana" }, q.Actor, None)),
        Operation.Case("CustomerDesk.ChangeAsync", Operation.Workers, async q => await q.Get<CustomerDesk>().ChangeAsync(await OwnerAsync(q), 1, new() { FirstName = "Eva" }, q.Actor, None)),
        Operation.Case("CustomerDesk.AddContactPointAsync", Operation.Workers, async q => await q.Get<CustomerDesk>().AddContactPointAsync(await OwnerAsync(q), new("email", "ana@correo.example"), q.Actor, None)),
        Operation.Case("CustomerDesk.ChangeContactPointAsync", Operation.Workers, async q => await q.Get<CustomerDesk>().ChangeContactPointAsync(await OwnerAsync(q), await PointAsync(q), 1, new("email", "x"), q.Actor, None)),
        Operation.Case("CustomerDesk.RemoveContactPointAsync", Operation.Workers, async q => await q.Get<CustomerDesk>().RemoveContactPointAsync(await OwnerAsync(q), await PointAsync(q), q.Actor, None, version: 99)),
        Operation.Case("CustomerDesk.AddAccountAsync", Operation.Workers, async q => await q.Get<CustomerDesk>().AddAccountAsync(await OwnerAsync(q), new("A-1"), q.Actor, None)),
        Operation.Case("CustomerQueries.FindAsync", Operation.Everybody, async q => await q.Get<CustomerQueries>().FindAsync(await OwnerAsync(q), q.Actor, None)),
        Operation.Case("CustomerQueries.OfCaseAsync", Operation.Everybody, async q =>
        {
            await OwnerAsync(q);
            return await q.Get<CustomerQueries>().OfCaseAsync(q.Number, q.Actor, None);
        }),
        Operation.Console("CustomerQueries.MatchAsync", Operation.Everybody, async q => await q.Get<CustomerQueries>().MatchAsync(new(null, ["Ana", "Rosas"], [], []), q.Actor, None)),
        Operation.Case("CaseDesk.ChangeCustomerAsync", Operation.Workers, async q => await q.Get<CaseDesk>().ChangeCustomerAsync(q.Number, await OwnerAsync(q), true, q.Actor, None)),
    ];

    /// <summary>The customer of the case that is asked about; made and joined without the desks, so that it leaves no trace in the log.</summary>
    private static async Task<string> OwnerAsync(Question q)
    {
        var id = CaseNumber.IdOf(q.Number);
        if (await q.Database.ReadAsync(db => db.Cases.Where(c => c.Id == id).Select(c => c.CustomerId).SingleAsync()) is { } known)
            return known;
        var made = Customer.Create(new() { FirstName = "Ana", FirstSurname = "Rosas" }, null, q.Database.Clock.UtcNow);
        made.ContactPoints.Add(new() { Type = ContactPointType.Social, Value = "@ana", Normalised = "@ana", CreatedAt = q.Database.Clock.UtcNow });
        await q.Database.CommitAsync(db =>
        {
            db.Customers.Add(made);
            var found = db.Cases.Single(c => c.Id == id);
            db.Entry(found).Property(c => c.CustomerId).CurrentValue = made.PublicId;
        });
        return made.PublicId;
    }

    private static async Task<long> PointAsync(Question q)
    {
        var owner = await OwnerAsync(q);
        return await q.Database.ReadAsync(db => db.Customers.Where(c => c.PublicId == owner).SelectMany(c => c.ContactPoints).Select(p => p.Id).FirstAsync());
    }
}
