namespace OpsConsole.Domain.RepeatContacts;

/// <summary>By which ways customers come (docs/rules.md, "Contact log").</summary>
public static class ContactChannels
{
    public static readonly IReadOnlyList<string> All = ["phone", "whatsapp", "sms", "email", "chat", "social", "in_person"];
}
