using Microsoft.AspNetCore.Identity;

namespace OpsConsole.Domain.People;

/// <summary>A person who signs in. Exactly one role; what it sees follows from role, branch, regions and campaigns (docs/rules.md, "People").</summary>
public sealed class OpsUser : IdentityUser<int>
{
    public required string Name { get; set; }
    public Role Role { get; set; }

    /// <summary>Agents and branch heads belong to exactly one branch, nobody else to any.</summary>
    public int? BranchId { get; set; }
    public Branch? Branch { get; init; }
    public List<UserRegion> Regions { get; } = [];
    public List<UserCampaign> Campaigns { get; } = [];
    public bool IsDisabled { get; set; }

    /// <summary>Made by the demo organisation: refused when the console runs with demo off.</summary>
    public bool IsDemo { get; set; }

    /// <summary>Rises whenever rights change (role, branch, regions, campaigns, password, disabled): an <see cref="Actor"/> with another stamp may do nothing.</summary>
    public int RightsStamp { get; set; }

    /// <summary>Interface language (es, en), theme (system, light, dark) and density (compact, normal, roomy); null follows the default.</summary>
    public string? Culture { get; set; }
    public string? Theme { get; set; }
    public string? Density { get; set; }

    /// <summary>After closing or finishing a case one lands on Inicio, not on the next case (docs/rules.md, "Own account").</summary>
    public bool ClosesToHome { get; set; }

    /// <summary>Keys of one character do nothing.</summary>
    public bool NoSingleKeys { get; set; }
    public DateTime CreatedAt { get; set; }
}

/// <summary>A regional supervisor's region.</summary>
public sealed class UserRegion
{
    public int UserId { get; init; }
    public int RegionId { get; init; }
}

/// <summary>A campaign that an agent or the back office works.</summary>
public sealed class UserCampaign
{
    public int UserId { get; init; }
    public int CampaignId { get; init; }
}
