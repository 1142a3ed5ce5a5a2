using OpsConsole.Domain.Guides;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>Whoever sees a campaign may read what guides its people; supervisors edit trees and scripts, the analyst templates too.</summary>
public static class GuideOperations
{
    private const string Draft = """{"text":""}""";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Role[] Editors = [Role.RegionalSupervisor, Role.ExperienceAnalyst];

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Console("GuideDesk.SaveDraftAsync", Editors, async q => await q.Get<GuideDesk>().SaveDraftAsync("operaciones", GuideKind.Script, 0, Draft, q.Actor, None)),
        Operation.Console("GuideDesk.DiscardDraftAsync", Editors, async q => await q.Get<GuideDesk>().DiscardDraftAsync("operaciones", GuideKind.Dispositions, 0, q.Actor, None)),
        Operation.Console("GuideDesk.PublishAsync", [Role.ExperienceAnalyst], async q => await q.Get<GuideDesk>().PublishAsync("operaciones", GuideKind.Templates, 0, null, q.Actor, None)),
        Operation.Console("GuideDesk.BringBackAsync", Editors, async q => await q.Get<GuideDesk>().BringBackAsync("operaciones", GuideKind.Dispositions, 1, 0, q.Actor, None)),
        Operation.Console("GuideQueries.FindAsync", Operation.Everybody, async q => (object?)await q.Get<GuideQueries>().FindAsync("operaciones", GuideKind.Script, q.Actor, None) ?? "none"),
        Operation.Console("GuideQueries.VersionAsync", Operation.Everybody, async q => (object?)await q.Get<GuideQueries>().VersionAsync("operaciones", GuideKind.Script, 1, q.Actor, None) ?? "none"),
    ];
}
