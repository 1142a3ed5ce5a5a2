using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

internal static class CustomerScope
{
    /// <summary>The customers of cases that the actor sees, and those that the actor made; analysts and administrators all (docs/rules.md, "Customers").</summary>
    public static IQueryable<Customer> CustomersOf(this OpsDbContext db, Actor actor) => actor.Role switch
    {
        Role.ExperienceAnalyst or Role.Administrator => db.Customers,
        Role.Agent or Role.BranchHead or Role.RegionalSupervisor or Role.BackOffice =>
            db.Customers.Where(c => c.CreatedById == actor.Id || db.Cases.VisibleTo(actor).Any(owned => owned.CustomerId == c.PublicId)),
    };
}
