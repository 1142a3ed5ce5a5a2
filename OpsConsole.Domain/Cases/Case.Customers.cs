using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>How a case and its customer hang together (docs/rules.md, "Customers").</summary>
public sealed partial class Case
{
    /// <summary>The case belongs to this customer from now on.</summary>
    public void ChangeCustomer(Campaign campaign, Customer to, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        if (CustomerId == to.PublicId)
            throw new RefusedException([new("customer.same", "customer")]);
        Change(campaign, CaseEventType.CustomerChanged, Guid.NewGuid(), actor, now, () => (CustomerId, CustomerName, CustomerText) = (to.PublicId, to.Name, to.SearchText));
    }

    /// <summary>Name and search text as the customer has them now. A new name is the console's own entry: nobody's last command, so it bars no undo.</summary>
    internal void Follow(Campaign campaign, Customer? customer, DateTime now)
    {
        CustomerText = customer?.SearchText;
        if (customer is not null && customer.Name != CustomerName)
        {
            var changes = new Dictionary<string, object?[]> { ["customerName"] = [CustomerName, customer.Name] };
            CustomerName = customer.Name;
            Append(CaseEventType.CustomerChanged, Guid.NewGuid(), null, now, new() { ["changes"] = changes });
        }
        Index(campaign);
    }

    internal void SayContactPoint(ContactPoint added, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Append(CaseEventType.ContactPoint, Guid.NewGuid(), actor.Id, now, new() { ["type"] = Codes.Of(added.Type), ["contactPoint"] = added.Value });
    }

    internal void SayAccount(CustomerAccount added, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Append(CaseEventType.Account, Guid.NewGuid(), actor.Id, now, new() { ["account"] = added.Number, ["description"] = added.Description });
    }
}
