using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>By which ways customers come (docs/rules.md, "Contact log").</summary>
public static class ContactChannels
{
    /// <summary>What is written down without saying how the customer came.</summary>
    public const string Unsaid = "unsaid";

    public static readonly IReadOnlyList<string> All = ["phone", "whatsapp", "sms", "email", "chat", "social", "in_person"];

    private static readonly Dictionary<string, string> Named = All.Select(c => (c, c)).Concat(
    [
        ("telefono", "phone"), ("llamada", "phone"), ("llamada telefonica", "phone"), ("call center", "phone"), ("mensaje de texto", "sms"), ("correo", "email"), ("correo electronico", "email"), ("e-mail", "email"),
        ("redes sociales", "social"), ("presencial", "in_person"), ("tienda", "in_person"), ("oficina", "in_person"), ("en persona", "in_person"), ("in person", "in_person"),
    ]).ToDictionary(c => c.Item1, c => c.Item2);

    /// <summary>As a file writes it; null: unknown.</summary>
    public static string? Read(string text) => Named.GetValueOrDefault(TextFold.Fold(text.Trim()));
}
