using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Requirements;

/// <summary>The ticket form in the address: what it stands on, and about what it is.</summary>
public static class TicketAddress
{
    public const string Initial = "requerimiento", Subject = "asunto";

    public static string Of(string code) => ProjectPlaces.Address(code, ProjectSection.Form);

    public static string Of(string code, string initial, string subject) => $"{Of(code)}?{Initial}={Uri.EscapeDataString(initial)}&{Subject}={Uri.EscapeDataString(subject)}";
}
