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
public sealed partial class NewProject : IDisposable
{
    private static readonly IReadOnlyList<CampaignKind> Kinds = Enum.GetValues<CampaignKind>();

    private readonly CancellationTokenSource _gone = new();
    private string? _name;
    private string? _code;
    private CampaignKind _kind = Kinds[0];
    private bool _busy;
    private string? _problem;
    private IReadOnlyList<Refusal> _errors = [];

    [Inject]
    private CampaignDesk Desk { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private RefusalWords Refused { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task CreateAsync()
    {
        if (_busy)
            return;
        (_busy, _errors, _problem) = (true, [], null);
        try
        {
            var outcome = await Desk.CreateAsync(string.IsNullOrWhiteSpace(_code) ? ProposedCode : _code, _name, _kind, await Actors.FreshAsync(_gone.Token), _gone.Token);
            if (outcome is Outcome.Done { Id: { } code })
            {
                await Script.InvokeVoidAsync("oc.arrived", _gone.Token);
                Navigation.NavigateTo(ProjectPlaces.Address(code, ProjectSection.Operation));
            }
            else if (outcome is Outcome.SignedOut)
                ToSignIn.Send(Navigation);
            else
                await ShowAsync(outcome);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ShowAsync(Outcome outcome)
    {
        _errors = outcome switch
        {
            Outcome.Invalid invalid => invalid.Errors,
            Outcome.Refused refused => refused.Reasons,
            _ => [],
        };
        _problem = Refused.Of(_errors.Count > 0 ? "validation" : "forbidden");
        if (_errors.Count > 0)
            await Script.InvokeVoidAsync("oc.focus", _gone.Token, $"project-{_errors[0].Field}");
    }

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

    private string? Problem(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Refused[error] : null;

    private string? Bad(string field) => Problem(field) is null ? null : "bad";

    private string? Invalid(string field) => Problem(field) is null ? null : "true";
}
