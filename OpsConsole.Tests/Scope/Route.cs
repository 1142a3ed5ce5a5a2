using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>A case of the demo organisation and the branch it belongs to.</summary>
public sealed record Target(string Branch, string Number);

/// <summary>One route of the API: who may use it, whether it concerns one case or the campaign (or, with an invented id, nothing that anybody could reach), and a request that gets past its shape.</summary>
public sealed record Route(string Method, string Pattern, Role[] May, bool OfCase = false, object? Body = null, bool NeedsVersion = false, bool OfCampaign = false, bool OfNothing = false)
{
    public string Name => $"{Method} {Pattern}";

    public string PathOf(Target target) => Pattern
        .Replace("/api/v1/", "")
        .Replace("{number}", target.Number)
        .Replace("counters", "counters?campaign=operaciones&by=branch")
        .Replace("{code}", "operaciones")
        .Replace("{id}", "nothing-has-this-id")
        .Replace("{point:long}", "1");

    public Answer Expected(Role role, string branch)
    {
        if (OfNothing || (OfCase && !Sees(role, branch)) || (OfCampaign && role == Role.BackOffice))
            return Answer.Missing;
        return May.Contains(role) ? Answer.Allowed : Answer.Forbidden;
    }

    /// <summary>The demo's people of the north: PIURA is theirs, TRUJILLO lies in their region; the back office works other campaigns.</summary>
    public static bool Sees(Role role, string branch) => role switch
    {
        Role.Agent or Role.BranchHead => branch == "PIURA",
        Role.RegionalSupervisor => branch is "PIURA" or "TRUJILLO",
        Role.BackOffice => false,
        Role.ExperienceAnalyst or Role.Administrator => true,
    };

    /// <summary>Null: an answer that no request may ever get.</summary>
    public static Answer? Read(int status) => status switch
    {
        401 => Answer.SignedOut,
        403 => Answer.Forbidden,
        404 => Answer.Missing,
        >= 200 and < 500 => Answer.Allowed,
        _ => null,
    };
}
