using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>The accounts that the sign-in page offers while the console runs as a demo.</summary>
public static class DemoAccounts
{
    public static readonly string Password = "Demo-2026!";

    public static readonly IReadOnlyList<(string Email, Role Role)> All =
    [
        ("experiencia@demo.example", Role.ExperienceAnalyst),
        ("jp.piura@demo.example", Role.BranchHead),
        ("jp.trujillo@demo.example", Role.BranchHead),
        ("jp.arequipa@demo.example", Role.BranchHead),
        ("jp.cusco@demo.example", Role.BranchHead),
        ("agente1.piura@demo.example", Role.Agent),
        ("agente2.piura@demo.example", Role.Agent),
        ("agente1.arequipa@demo.example", Role.Agent),
        ("supervisor.norte@demo.example", Role.RegionalSupervisor),
        ("supervisor.sur@demo.example", Role.RegionalSupervisor),
        ("backoffice@demo.example", Role.BackOffice),
        ("admin@demo.example", Role.Administrator),
    ];
}
