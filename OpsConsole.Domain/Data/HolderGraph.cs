using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Data;

/// <summary>Which accounts are one customer's as things are now: those of one known customer hang together, and so does what stands in cases that are merged (docs/rules.md, "Contact log").</summary>
internal sealed class HolderGraph(OpsDbContext db)
{
    private readonly List<Merge> _merges = db.Cases.AsNoTracking().Where(c => c.MergedIntoId != null)
        .Join(db.Cases, s => s.MergedIntoId, t => t.Id, (s, t) => new Merge(s.Id, s.CustomerId, s.Account, t.Id, t.CustomerId, t.Account)).ToList();

    /// <summary>These accounts, those of these customers, and what stands in these cases and in those that hang on them.</summary>
    public HashSet<string> Accounts(IEnumerable<string> accounts, IEnumerable<string> customers, IEnumerable<long> cases)
    {
        var (all, chain) = (accounts.ToHashSet(), cases.ToHashSet());
        var holders = customers.ToHashSet();
        for (var before = -1; before != chain.Count;)
        {
            before = chain.Count;
            foreach (var merge in _merges.Where(m => chain.Contains(m.Source) || chain.Contains(m.Target)))
            {
                chain.UnionWith([merge.Source, merge.Target]);
                holders.UnionWith(new[] { merge.SourceCustomer, merge.TargetCustomer }.OfType<string>());
                all.UnionWith(new[] { merge.SourceAccount, merge.TargetAccount }.Where(a => !string.IsNullOrWhiteSpace(a)).Select(a => NewContact.KeyOf(a!)));
            }
        }
        var ids = holders.ToList();
        return [.. all, .. ids.Count == 0 ? [] : db.Customers.Where(c => EF.Parameter(ids).Contains(c.PublicId)).SelectMany(c => c.Accounts.Select(a => a.Key)).ToList()];
    }

    /// <summary>Those among these accounts that hang together with anything: most stand alone.</summary>
    public HashSet<string> Linked(IReadOnlyCollection<string> accounts)
    {
        var keys = accounts.ToList();
        var linked = db.Customers.SelectMany(c => c.Accounts).Where(a => EF.Parameter(keys).Contains(a.Key)).Select(a => a.Key).ToHashSet();
        linked.UnionWith(_merges.SelectMany(m => new[] { m.SourceAccount, m.TargetAccount }).Where(a => !string.IsNullOrWhiteSpace(a)).Select(a => NewContact.KeyOf(a!)).Intersect(keys));
        return linked;
    }

    /// <summary>The account and all that hang together with it.</summary>
    public HashSet<string> GroupOf(string account)
    {
        var (accounts, customers, cases) = (new HashSet<string> { account }, new HashSet<string>(), new HashSet<long>());
        var (newAccounts, newCustomers) = (new List<string> { account }, new List<string>());
        while (newAccounts.Count > 0 || newCustomers.Count > 0)
        {
            var holders = newAccounts.Count == 0 ? [] : db.Customers.Where(c => c.Accounts.Any(a => EF.Parameter(newAccounts).Contains(a.Key))).Select(c => c.PublicId).ToList();
            var held = newCustomers.Count == 0 ? [] : db.Customers.Where(c => EF.Parameter(newCustomers).Contains(c.PublicId)).SelectMany(c => c.Accounts.Select(a => a.Key)).ToList();
            (newAccounts, newCustomers) = ([.. held.Where(accounts.Add)], [.. holders.Where(customers.Add)]);
            for (var grew = true; grew;)
            {
                grew = false;
                foreach (var merge in _merges)
                {
                    if (!(cases.Contains(merge.Source) || cases.Contains(merge.Target) || In(merge.SourceCustomer, customers) || In(merge.TargetCustomer, customers) || Of(merge.SourceAccount, accounts) || Of(merge.TargetAccount, accounts)))
                        continue;
                    grew |= cases.Add(merge.Source) | cases.Add(merge.Target);
                    foreach (var customer in new[] { merge.SourceCustomer, merge.TargetCustomer }.OfType<string>().Where(customers.Add))
                        newCustomers.Add(customer);
                    foreach (var key in new[] { merge.SourceAccount, merge.TargetAccount }.Where(a => !string.IsNullOrWhiteSpace(a)).Select(a => NewContact.KeyOf(a!)).Where(accounts.Add))
                        newAccounts.Add(key);
                }
            }
        }
        return accounts;
    }

    private static bool In(string? customer, HashSet<string> customers) => customer is not null && customers.Contains(customer);

    private static bool Of(string? account, HashSet<string> accounts) => !string.IsNullOrWhiteSpace(account) && accounts.Contains(NewContact.KeyOf(account));

    private sealed record Merge(long Source, string? SourceCustomer, string? SourceAccount, long Target, string? TargetCustomer, string? TargetAccount);
}
