using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Cases;

/// <summary>"¿Quién ve este caso y por qué?": read when it is opened; nothing for those who may not ask.</summary>
public sealed partial class CaseViewersButton
{
    private CaseViewers? _viewers;

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    private CaseViewerQueries Queries { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ShellTexts> Shell { get; set; } = default!;

    private async Task OpenAsync() => _viewers = await Queries.OfAsync(Number, await Actors.CurrentAsync(CancellationToken.None), CancellationToken.None);

    private void Close() => _viewers = null;

    private string Why(CaseViewers seen, CaseViewer person) => string.Join("; ", person.Paths.Select(path => path switch
    {
        CasePath.Everything => L["Path.Everything"],
        CasePath.Region => L["Path.Region", seen.Region, seen.Branch],
        CasePath.Branch => L["Path.Branch", seen.Region, seen.Branch],
        CasePath.BranchAndCampaign => L["Path.BranchAndCampaign", seen.Region, seen.Branch, seen.Campaign],
        CasePath.Campaign => L["Path.Campaign", seen.Campaign],
        CasePath.Shared => L["Path.Shared"],
        CasePath.Area => L["Path.Area", seen.Area ?? ""],
    }).Select(said => said.Value));
}
