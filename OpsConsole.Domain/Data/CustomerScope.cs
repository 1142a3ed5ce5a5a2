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

    /// <summary>Those of them that the actor may change: not those known only from a question to the actor's area.</summary>
    public static IQueryable<Customer> CustomersWorkedBy(this OpsDbContext db, Actor actor) => actor.Role is Role.ExperienceAnalyst or Role.Administrator || !actor.HasShares ? db.CustomersOf(actor)
        : db.Customers.Where(c => c.CreatedById == actor.Id || db.Cases.WorkedBy(actor).Any(owned => owned.CustomerId == c.PublicId));
}
