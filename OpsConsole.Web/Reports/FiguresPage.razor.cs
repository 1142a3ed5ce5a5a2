using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Reports;

/// <summary>"Cifras" of a project: what its kind counts.</summary>
public sealed partial class FiguresPage
{
    private CampaignKind? _kind;
    private string? _of;
    private bool _looked;

    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    private CampaignQueries Campaigns { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_of == Code)
            return;
        _of = Code;
        _kind = (await Campaigns.FindAsync(Code, await Actors.CurrentAsync(CancellationToken.None), CancellationToken.None))?.Kind;
        _looked = true;
    }
}
