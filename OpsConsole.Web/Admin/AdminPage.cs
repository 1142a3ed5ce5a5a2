using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Admin;

/// <summary>What the pages of administration share: who asks, one command at a time, and the errors beside their fields.</summary>
public abstract class AdminPage : ComponentBase, IDisposable
{
    public const string Users = "/admin/usuarios", Branches = "/admin/agencias", Regions = "/admin/regiones", Roles = "/admin/roles", Calendars = "/admin/calendarios";

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Refusal> _errors = [];

    protected AdminPage() => Gone = _gone.Token;

    [Inject]
    protected ActorAccessor Actors { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected Toasts Toasts { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    protected CancellationToken Gone { get; }

    protected bool Busy { get; private set; }

    /// <summary>What concerns no field; null when there is nothing to say.</summary>
    protected string? Trouble { get; private set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a command; what it refuses stands at the fields, the first of which gets the focus.</summary>
    protected async Task<bool> RunAsync(Func<Actor, CancellationToken, Task<Outcome>> command, string? said = null)
    {
        if (Busy)
            return false;
        (Busy, _errors, Trouble) = (true, [], null);
        try
        {
            var outcome = await command(await Actors.FreshAsync(Gone), Gone);
            if (outcome is Outcome.Done)
            {
                await Script.InvokeVoidAsync("oc.arrived", Gone);
                if (said is not null)
                    Toasts.Show(said);
                return true;
            }
            await SayAsync(outcome);
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    protected string? Problem(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Words[error] : null;

    private async Task SayAsync(Outcome outcome)
    {
        if (outcome is Outcome.SignedOut)
            ToSignIn.Send(Navigation);
        _errors = outcome switch
        {
            Outcome.Invalid invalid => invalid.Errors,
            Outcome.Refused refused => refused.Reasons,
            _ => [],
        };
        Trouble = _errors.FirstOrDefault(e => e.Field is null) is { } general ? Words[general]
            : _errors.Count > 0 ? Words.Of("validation")
            : Words.Of(outcome is Outcome.Missing ? "not_found" : "forbidden");
        if (_errors.FirstOrDefault(e => e.Field is not null) is { } first)
            await Script.InvokeVoidAsync("oc.focus", Gone, first.Field);
    }
}
