using OpsConsole.Domain.Cases;

namespace OpsConsole.Tests.Scope;

/// <summary>Whoever works a case merges it; what it is merged into must be in sight too.</summary>
public static class MergeOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Case("CaseDesk.MergeAsync", Operation.Workers, async q => await q.Get<CaseDesk>().MergeAsync(q.Number, "999999999", false, q.Actor, None)),
        Operation.Case("MergeQueries.PreviewAsync", Operation.Everybody, async q => await q.Get<MergeQueries>().PreviewAsync(q.Number, "999999999", q.Actor, None)),
        Operation.Case("MergeQueries.ChoicesAsync", Operation.Everybody, async q => await q.Get<MergeQueries>().ChoicesAsync(q.Number, null, q.Actor, None)),
    ];
}
