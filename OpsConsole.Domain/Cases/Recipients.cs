using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>To whom a case can go: the same for one case and for many (docs/rules.md, "Who may do what").</summary>
internal static class Recipients
{
    public static Refusal[] Check(OpsUser? person, string? given) =>
        string.IsNullOrWhiteSpace(given) ? [new("required", "user")] : person is null || person.Role == Role.Administrator ? [new("unknown", "user")] : [];

    public static Refusal[] Check(Branch? branch, string? given) =>
        branch is not null ? [] : [new(string.IsNullOrWhiteSpace(given) ? "required" : "unknown", "branch")];

    public static Refusal[] CheckReason(string? reason) => TextRules.Check(reason, "reason", TextRules.ReasonMax) is { } refusal ? [refusal] : [];

    public static bool Sees(OpsUser person, Case found) => person.Role switch
    {
        Role.Agent => person.BranchId == found.BranchId && person.Campaigns.Any(c => c.CampaignId == found.CampaignId),
        Role.BranchHead => person.BranchId == found.BranchId,
        Role.RegionalSupervisor => person.Regions.Any(r => r.RegionId == found.Branch!.RegionId),
        Role.BackOffice => person.Campaigns.Any(c => c.CampaignId == found.CampaignId),
        Role.ExperienceAnalyst => true,
        Role.Administrator => false,
    };
}
