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

    /// <summary>Each address of a ticket's form is a form of its own: it says on what the ticket stands.</summary>
    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (_of == Code)
            return;
        _of = Code;
        _kind = (await Campaigns.FindAsync(Code, await Actors.CurrentAsync(CancellationToken.None), CancellationToken.None))?.Kind;
        _looked = true;
    }
}
