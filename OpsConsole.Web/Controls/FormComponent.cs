using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Controls;

/// <summary>A component with fields: one command at a time, what is wrong stands beside each field, the first that is wrong has the focus, and what is typed stays when it is refused.</summary>
public abstract class FormComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Refusal> _errors = [];

    protected FormComponent() => Gone = _gone.Token;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected Toasts Toasts { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Cancelled when the component leaves the screen; it can be asked after that too.</summary>
    protected CancellationToken Gone { get; }

    protected bool Busy { get; private set; }

    /// <summary>What is wrong with it as a whole; null when there is nothing to say.</summary>
    protected string? Trouble { get; private set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>False: refused, or one runs already.</summary>
    /// <param name="done">What is on disk by then was typed, and need not be kept any more.</param>
    protected async Task<bool> RunAsync(Func<Task<Outcome>> command, Func<Outcome.Done, Task> done)
    {
        if (Busy)
            return false;
        Forget();
        Busy = true;
        try
        {
            var outcome = await command();
            if (outcome is Outcome.Done arrived)
            {
                await Js.InvokeVoidAsync("oc.arrived", CancellationToken.None);
                await done(arrived);
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

    /// <summary>Nothing is wrong any more.</summary>
    protected void Forget() => (_errors, Trouble) = ([], null);

    /// <summary>The element that a field of a refusal is about.</summary>
    protected virtual string IdOf(string field) => $"form-{field}";

    /// <summary>What is said of the whole where no refusal is about it.</summary>
    protected virtual string? TroubleOf(Outcome outcome) => outcome.Refusals.Count > 0 ? Words.Of("validation") : Words.Of(outcome);

    protected string? Problem(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Words[error] : null;

    protected string? Bad(string field) => Problem(field) is null ? null : "bad";

    protected string? Invalid(string field) => Problem(field) is null ? null : "true";

    protected static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private async Task SayAsync(Outcome outcome)
    {
        if (outcome is Outcome.SignedOut)
            ToSignIn.Send(Navigation);
        _errors = outcome.Refusals;
        Trouble = string.Join(' ', _errors.Where(e => e.Field is null).Select(e => Words[e])) is { Length: > 0 } general ? general : TroubleOf(outcome);
        StateHasChanged();
        if (_errors.FirstOrDefault(e => e.Field is not null) is { Field: { } first })
            await Js.InvokeVoidAsync("oc.focus", Gone, IdOf(first));
    }
}
