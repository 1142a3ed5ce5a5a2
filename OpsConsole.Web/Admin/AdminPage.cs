using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Admin;

/// <summary>What the pages of administration share: who asks, one command at a time, and the errors beside their fields.</summary>
public abstract class AdminPage : FormComponent
{
    public const string Users = "/admin/usuarios", Branches = "/admin/agencias", Regions = "/admin/regiones", Roles = "/admin/roles", Calendars = "/admin/calendarios";

    [Inject]
    protected ActorAccessor Actors { get; set; } = default!;

    protected override string IdOf(string field) => field;

    /// <summary>Runs a command; what it refuses stands at the fields, the first of which gets the focus.</summary>
    protected Task<bool> RunAsync(Func<Actor, CancellationToken, Task<Outcome>> command, string? said = null) => RunAsync(async () => await command(await Actors.FreshAsync(Gone), Gone), _ =>
    {
        if (said is not null)
            Toasts.Show(said);
        return Task.CompletedTask;
    });
}
