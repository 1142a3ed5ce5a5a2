using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>Looks every few seconds whether the circuit's person is still signed in with the same rights. If not, the circuit belongs to nobody: every page gives way to the sign-in page (docs/rules.md, "Sessions").</summary>
public sealed partial class CircuitSession : ServerAuthenticationStateProvider, IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone;
    private readonly SessionQueries _sessions;
    private readonly TimeProvider _clock;
    private readonly ILogger<CircuitSession> _logger;
    private bool _watching;

    public CircuitSession(SessionQueries sessions, TimeProvider clock, IHostApplicationLifetime host, ILogger<CircuitSession> logger)
    {
        (_sessions, _clock, _logger) = (sessions, clock, logger);
        _gone = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping);     // a host that stops does not end its circuits
        AuthenticationStateChanged += Watch;
    }

    public void Dispose()
    {
        AuthenticationStateChanged -= Watch;
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Watch(Task<AuthenticationState> state)
    {
        if (_watching)
            return;
        _watching = true;
        _ = WatchAsync(state, _gone.Token);
    }

    private async Task WatchAsync(Task<AuthenticationState> state, CancellationToken gone)
    {
        try
        {
            if (SessionClaims.Of((await state).User) is not { } claims)
                return;
            using var timer = new PeriodicTimer(Interval, _clock);
            while (await timer.WaitForNextTickAsync(gone))
                if (!await StandsAsync(claims, gone))
                    break;
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> StandsAsync(SessionClaims claims, CancellationToken gone)
    {
        try
        {
            return await _sessions.FindAsync(claims.SessionId, claims.UserId, claims.Stamp, idles: true, gone) is not null;
        }
        catch (Exception e) when (!gone.IsCancellationRequested)    // no answer is no reason to throw somebody out; nothing can be read or written meanwhile
        {
            LogUnknown(_logger, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether a session still stands could not be asked; asked again in a few seconds.")]
    private static partial void LogUnknown(ILogger logger, Exception e);
}
