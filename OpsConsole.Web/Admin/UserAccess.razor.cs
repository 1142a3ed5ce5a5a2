using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

/// <summary>What an administrator does to a person's access; each takes effect in open windows within seconds.</summary>
public sealed partial class UserAccess
{
    private string? _password;

    [Parameter, EditorRequired]
    public required PersonDetail Person { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private PeopleDesk Desk { get; set; } = default!;

    private int Id => Person.Row.Id;

    private async Task ResetAsync()
    {
        await DoAsync((actor, ct) => Desk.ResetPasswordAsync(Id, _password, actor, ct), "Said.PasswordReset");
        if (Trouble is null)
            _password = null;
    }

    private Task EndSessionsAsync() => DoAsync((actor, ct) => Desk.EndSessionsAsync(Id, actor, ct), "Said.SessionsEnded");

    private Task UnlockAsync() => DoAsync((actor, ct) => Desk.UnlockAsync(Id, actor, ct), "Said.Unlocked");

    private Task EnableAsync() => DoAsync((actor, ct) => Desk.EnableAsync(Id, actor, ct), "Said.Enabled");

    private Task DisableAsync() => DoAsync((actor, ct) => Desk.DisableAsync(Id, actor, ct), "Said.Disabled");

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Outcome>> command, string said)
    {
        if (await RunAsync(command, L[said]))
            await OnChanged.InvokeAsync();
    }
}
