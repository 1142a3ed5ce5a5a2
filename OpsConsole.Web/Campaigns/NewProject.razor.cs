using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Campaigns;

/// <summary>A new project from the template of its kind.</summary>
public sealed partial class NewProject
{
    private static readonly IReadOnlyList<CampaignKind> Kinds = Enum.GetValues<CampaignKind>();

    private string? _name;
    private string? _code;
    private CampaignKind _kind = Kinds[0];

    [Inject]
    private CampaignDesk Desk { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    private Task CreateAsync() => RunAsync(
        async () => await Desk.CreateAsync(string.IsNullOrWhiteSpace(_code) ? ProposedCode : _code, _name, _kind, await Actors.FreshAsync(Gone), Gone),
        done =>
        {
            Navigation.NavigateTo(ProjectPlaces.Address(done.Id!, ProjectSection.Operation));
            return Task.CompletedTask;
        });

    protected override string IdOf(string field) => $"project-{field}";

    /// <summary>The name without accents and blanks: what the code will be if nobody types one. It stands behind the box, never in it, so that it does not run over what is being typed.</summary>
    private string ProposedCode
    {
        get
        {
            var code = new StringBuilder();
            foreach (var c in TextFold.Fold(_name ?? ""))
                if (char.IsAsciiLetterOrDigit(c))
                    code.Append(c);
                else if (code.Length > 0 && code[^1] != '-')
                    code.Append('-');
            return code.ToString().Trim('-') is { Length: > CampaignDesk.CodeMax } longer ? longer[..CampaignDesk.CodeMax].Trim('-') : code.ToString().Trim('-');
        }
    }
}
