namespace OpsConsole.Domain.Customers;

/// <summary>The fields of a customer by the names that the contract has for them.</summary>
internal static class CustomerChanges
{
    public static Dictionary<string, object?> Fields(CustomerForm form) => new()
    {
        ["document"] = form.Document,
        ["firstName"] = form.FirstName,
        ["secondName"] = form.SecondName,
        ["firstSurname"] = form.FirstSurname,
        ["secondSurname"] = form.SecondSurname,
        ["birthDate"] = form.BirthDate,
        ["sex"] = form.Sex,
    };

    /// <summary>Which fields differ; the audit log keeps their names only, never a customer's data.</summary>
    public static IReadOnlyList<string> Between(CustomerForm before, CustomerForm after)
    {
        var (old, now) = (Fields(before), Fields(after));
        return [.. old.Keys.Where(field => !Equals(old[field], now[field]))];
    }
}
