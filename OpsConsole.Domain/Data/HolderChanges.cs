using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Data;

/// <summary>What a unit of work changes about which accounts are one customer's: accounts of customers, merges and their undoing, and who or what stands in merged cases (docs/rules.md, "Contact log").</summary>
internal static class HolderChanges
{
    /// <summary>To be done in the same transaction; null: nothing changes.</summary>
    public static Action<OpsDbContext>? Of(OpsDbContext db)
    {
        var accounts = db.ChangeTracker.Entries<CustomerAccount>().Where(e => e.State is EntityState.Added or EntityState.Deleted).Select(e => e.Entity.Key).ToHashSet();
        var (customers, cases, merges) = (new HashSet<string>(), new HashSet<long>(), false);
        foreach (var entry in db.ChangeTracker.Entries<Case>().Where(e => e.State == EntityState.Modified))
        {
            var (account, customer, into) = (entry.Property(c => c.Account), entry.Property(c => c.CustomerId), entry.Property(c => c.MergedIntoId));
            if (!account.IsModified && !customer.IsModified && !into.IsModified)
                continue;
            merges |= into.IsModified;
            cases.UnionWith(new[] { entry.Entity.Id, into.OriginalValue, into.CurrentValue }.OfType<long>());
            customers.UnionWith(new[] { customer.OriginalValue, customer.CurrentValue }.OfType<string>());
            accounts.UnionWith(new[] { account.OriginalValue, account.CurrentValue }.Where(a => !string.IsNullOrWhiteSpace(a)).Select(a => NewContact.KeyOf(a!)));
        }
        if (cases.Count == 0 && accounts.Count == 0)
            return null;
        var plain = cases.Count == 0 || merges;
        var ids = cases.ToList();
        return save =>
        {
            if (plain || save.Cases.Any(c => c.MergedIntoId != null && (EF.Parameter(ids).Contains(c.Id) || EF.Parameter(ids).Contains(c.MergedIntoId.Value))))       // a case by itself holds nothing together
                ContactBook.Regroup(save, accounts, customers, cases);
        };
    }
}
