namespace OpsConsole.Domain.Imports;

/// <summary>The columns of a file of events that the console knows by name; whatever else it holds becomes a base column (docs/rules.md, "Imported history").</summary>
public static class HistoryColumns
{
    public const string Key = CaseColumns.Key, Branch = CaseColumns.Branch, At = "Fecha del evento", State = "Estado",
        Activity = "Actividad", Order = "Orden", EventId = "Id de evento", Who = "Autor", Note = "Nota", Priority = CaseColumns.Priority,
        OpenedAt = "Fecha de apertura", ResolvedAt = "Fecha de resolución",
        Type = CaseColumns.Type, Description = CaseColumns.Description, Account = CaseColumns.Account;

    public static readonly IReadOnlyList<string> Required = [Key, Branch, At, State];

    public static readonly IReadOnlyList<string> All =
        [.. Required, Activity, Order, EventId, Who, Note, Priority, OpenedAt, ResolvedAt, Type, Description, Account];

    /// <summary>Those that hold moments, and those whose words are the file's own and may need to be said in the console's.</summary>
    public static readonly IReadOnlyList<string> Moments = [At, OpenedAt, ResolvedAt], Worded = [State, Priority, Type];
}
