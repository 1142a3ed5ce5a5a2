using Microsoft.AspNetCore.Components.Server.Circuits;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Shell;

/// <summary>This window on the board of who is at work: the connection says whether its browser is there, the pages which case is open.</summary>
public sealed class AtWork(WorkBoard board) : CircuitHandler, IDisposable
{
    private WorkWindow? _window;

    /// <summary>Whose window it is, once known; administrators work no case and have no status.</summary>
    public void Begin(Actor actor)
    {
        if (actor.MayWork)
            _window ??= board.Enter(actor.Id);
    }

    public void Open(long caseId, Actor actor)
    {
        Begin(actor);
        _window?.Open(caseId);
    }

    public void Leave(long caseId) => _window?.Leave(caseId);

    public void Touch() => _window?.Touch();

    public void Dispose() => _window?.Dispose();

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Said(true);

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Said(false);

    private Task Said(bool isThere)
    {
        _window?.Connected(isThere);
        return Task.CompletedTask;
    }
}
