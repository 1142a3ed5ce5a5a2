using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Lists;

namespace OpsConsole.Tests.Scope;

/// <summary>How a grid looks is everybody's own; what an address names opens for whoever may see the campaign.</summary>
public static class ListOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly ColumnChoice[] Columns = [new(CaseField.Management, FieldCatalog.Number)];

    public static readonly IReadOnlyList<Operation> All =
    [
        Own("ListDesk.NameColumnsAsync", async q => await q.Get<ListDesk>().NameColumnsAsync("operaciones", Columns, q.Actor, None)),
        Own("ListDesk.NameSearchAsync", async q => await q.Get<ListDesk>().NameSearchAsync("operaciones", "algo", q.Actor, None)),
        Own("ListDesk.NameSelectionAsync", async q => await q.Get<ListDesk>().NameSelectionAsync("operaciones", [1], q.Actor, None)),
        Own("ListDesk.KeepAsync", async q => await q.Get<ListDesk>().KeepAsync("operaciones", Columns, null, q.Actor, None)),
        Own("ListQueries.OwnAsync", async q => (object?)await q.Get<ListQueries>().OwnAsync("operaciones", q.Actor, None) ?? "none"),
        Own("ListQueries.ColumnsAsync", async q => (object?)await q.Get<ListQueries>().ColumnsAsync("operaciones", "none", q.Actor, None) ?? "none"),
        Own("ListQueries.SearchAsync", async q => (object?)await q.Get<ListQueries>().SearchAsync("operaciones", "none", q.Actor, None) ?? "none"),
        Own("ListQueries.SelectionAsync", async q => await q.Get<ListQueries>().SelectionAsync("operaciones", "none", q.Actor, None)),
    ];

    private static Operation Own(string name, Func<Question, Task<object?>> ask) => Operation.Console(name, Operation.Everybody, ask);
}
