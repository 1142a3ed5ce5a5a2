using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>Changes the own password. What is typed lives in this component only, and not after it was taken.</summary>
public sealed partial class PasswordCard
{
    private string? _current, _password, _again;

    [Parameter, EditorRequired]
    public required string Email { get; set; }

    [Inject]
    private PasswordDesk Desk { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task ChangeAsync()
    {
        var session = SessionClaims.Of((await Authentication).User)?.SessionId ?? "";
        if (await RunAsync((actor, ct) => Desk.ChangeAsync(new(_current, _password, _again), session, actor, ct), L["PasswordChanged"]))
            (_current, _password, _again) = (null, null, null);
    }
}
