using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Demo;

/// <summary>A user of the demo organisation: what the branch or region is called, or neither.</summary>
public sealed record DemoPerson(string Email, string Name, Role Role, string? Place = null);

/// <summary>Who works in the demo organisation, and where.</summary>
public static class DemoPeople
{
    public const string Password = "Demo-2026!";

    public static readonly IReadOnlyList<(string Code, string Name)> Regions = [("Norte", "Norte"), ("Sur", "Sur")];

    public static readonly IReadOnlyList<(string Code, string Name, string Region)> Branches =
        [("PIURA", "Piura", "Norte"), ("TRUJILLO", "Trujillo", "Norte"), ("AREQUIPA", "Arequipa", "Sur"), ("CUSCO", "Cusco", "Sur")];

    public static readonly DemoPerson Administrator = new("admin@demo.example", "Vera Solano", Role.Administrator);

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("experiencia@demo.example", "Inés Morante", Role.ExperienceAnalyst),
        new("supervisor.norte@demo.example", "Rubén Talledo", Role.RegionalSupervisor, "Norte"),
        new("supervisor.sur@demo.example", "Carmela Apaza", Role.RegionalSupervisor, "Sur"),
        new("jp.piura@demo.example", "Daniela Ruesta", Role.BranchHead, "PIURA"),
        new("jp.trujillo@demo.example", "Gonzalo Vereau", Role.BranchHead, "TRUJILLO"),
        new("jp.arequipa@demo.example", "Patricia Zegarra", Role.BranchHead, "AREQUIPA"),
        new("jp.cusco@demo.example", "Efraín Ttito", Role.BranchHead, "CUSCO"),
        new("agente1.piura@demo.example", "Marisol Calle", Role.Agent, "PIURA"),
        new("agente2.piura@demo.example", "Esteban Lupuche", Role.Agent, "PIURA"),
        new("agente1.arequipa@demo.example", "Lizbeth Cuadros", Role.Agent, "AREQUIPA"),
        new("backoffice@demo.example", "Tomás Arriola", Role.BackOffice),
    ];
}
