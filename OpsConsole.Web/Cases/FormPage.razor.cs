using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Cases;

/// <summary>"Formulario" of a project: what the front fills in, as its kind asks for it.</summary>
public sealed partial class FormPage
{
    private CampaignKind? _kind;
    private string? _of;
    private bool _looked;

    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    private CampaignQueries Campaigns { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    /// <summary>What the address says of the ticket: with another requirement, or none, it is another form. A fragment is not part of it.</summary>
    private string Query => Navigation.ToAbsoluteUri(Navigation.Uri).Query;

    protected override async Task OnParametersSetAsync()
    {
        if (_of == Code)
            return;
        _of = Code;
        _kind = (await Campaigns.FindAsync(Code, await Actors.CurrentAsync(CancellationToken.None), CancellationToken.None))?.Kind;
        _looked = true;
    }
}
