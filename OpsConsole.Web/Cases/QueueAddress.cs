using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>The lists of "Casos pendientes" in the address, and the case that is looked at.</summary>
public static class QueueAddress
{
    public const string Page = "/pendientes", ListParameter = "ver", CaseParameter = "caso";

    private static readonly Dictionary<QueueList, string> Names = new()
    {
        [QueueList.Scheduled] = "programados",
        [QueueList.Shared] = "compartidos",
        [QueueList.ClosedToday] = "cerrados",
        [QueueList.Escalated] = "escalados",
    };

    /// <summary>What is pending, for anything unknown.</summary>
    public static QueueList ListOf(string? name) => Names.FirstOrDefault(n => n.Value == name).Key;

    public static string Of(QueueList list) => Names.TryGetValue(list, out var name) ? $"{Page}?{ListParameter}={name}" : Page;
}
