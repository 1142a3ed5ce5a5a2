using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Data;

/// <summary>Puts customers and the keys they are found by into one unit of work, for the desks that make customers.</summary>
internal static class CustomerWriter
{
    /// <summary>A new customer in the context, not committed yet; or what is wrong with the form; or the rule that refuses it.</summary>
    /// <param name="imported">Numbers and documents against their rules are kept and marked.</param>
    /// <param name="looked">That nobody else has the document was looked up for many at once.</param>
    public static async Task<(Customer? Made, IReadOnlyList<Refusal> Errors, Refusal? Refusal)> MakeAsync(OpsDbContext db, CustomerForm form, int? by, DateTime now, CancellationToken ct, bool imported = false, bool looked = false)
    {
        var errors = CustomerFormCheck.Check(form, DateOnly.FromDateTime(now), imported).ToList();
        var country = form.Document is { Type: { } type } document ? DocumentRules.CountryOf(type, document.Country) : null;
        var points = form.ContactPoints.Select((point, i) => ContactPointRules.Read(point, country, $"contactPoints[{i}].", imported)).ToList();
        errors.AddRange(points.SelectMany(p => p.Errors));
        errors.AddRange(form.Accounts.SelectMany((account, i) => CustomerFormCheck.Check(account, $"accounts[{i}].")));
        if (errors.Count > 0)
            return (null, errors, null);
        if (!looked && await TakenAsync(db, form.Document, null, ct) is { } taken)
            return (null, [], taken);
        var made = Customer.Create(form, by, now);
        try
        {
            foreach (var point in points)
                made.Add(point.Contact!.Of(now), by, now);
            foreach (var account in form.Accounts)
                made.Add(AccountOf(account, now), by, now);
        }
        catch (RefusedException refused)
        {
            return (null, [], refused.Reasons[0]);
        }
        db.Customers.Add(made);
        db.CustomerKeys.AddRange(CustomerKeys.Of(MatchCandidate.Of(made)).Select(key => new CustomerKey { Key = key, Customer = made }));
        return (made, [], null);
    }

    /// <summary>Another customer has this document.</summary>
    public static async Task<Refusal?> TakenAsync(OpsDbContext db, DocumentForm? document, long? except, CancellationToken ct)
    {
        if (document is not { Type: { Length: > 0 } type, Number: { } number })
            return null;
        var (key, country) = (DocumentRules.Compact(number, type), DocumentRules.CountryOf(type, document.Country) ?? "");
        return await db.Customers.AnyAsync(c => c.DocumentKey == key && c.DocumentType == type && c.DocumentCountry == country && c.Id != except, ct) ? new("customer.document_taken", "document.number") : null;
    }

    public static async Task KeepKeysAsync(OpsDbContext db, Customer customer, CancellationToken ct)
    {
        var kept = await db.CustomerKeys.Where(k => k.CustomerId == customer.Id).ToListAsync(ct);
        var keys = CustomerKeys.Of(MatchCandidate.Of(customer));
        db.CustomerKeys.RemoveRange(kept.Where(k => !keys.Contains(k.Key)));
        db.CustomerKeys.AddRange(keys.Except(kept.Select(k => k.Key)).Select(key => new CustomerKey { Key = key, CustomerId = customer.Id }));
    }

    public static CustomerAccount AccountOf(AccountForm form, DateTime now) => new() { Number = form.Number!, Key = TextFold.Fold(form.Number!).Trim(), Description = form.Description, CreatedAt = now };
}
