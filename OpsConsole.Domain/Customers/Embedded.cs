namespace OpsConsole.Domain.Customers;

/// <summary>The rules of countries that are data.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
