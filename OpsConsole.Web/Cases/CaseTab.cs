namespace OpsConsole.Web.Cases;

/// <summary>The parts of a service case's workspace.</summary>
public enum CaseTab
{
    About,
    Conversation,
    Customer,
    Contacts,
    History,
    Script,
    Files,
}

/// <summary>Their names in the address.</summary>
public static class CaseTabs
{
    public const string Parameter = "pestana";

    public static string NameOf(CaseTab tab) => tab switch
    {
        CaseTab.About => "caso",
        CaseTab.Conversation => "conversacion",
        CaseTab.Customer => "cliente",
        CaseTab.Contacts => "contacto",
        CaseTab.History => "historial",
        CaseTab.Script => "guion",
        CaseTab.Files => "adjuntos",
    };

    /// <summary>The first one for anything unknown.</summary>
    public static CaseTab Of(string? name) => Enum.GetValues<CaseTab>().FirstOrDefault(tab => NameOf(tab) == name);
}
