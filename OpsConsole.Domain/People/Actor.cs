using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Domain.People;

/// <summary>Who acts, with the rights held when it was resolved: passed to every desk and query, never ambient. Desks check <see cref="Stamp"/> again before they write.</summary>
public sealed record Actor(int Id, string Name, string Email, Role Role, int Stamp)
{
    /// <summary>The one branch of an agent or branch head.</summary>
    public int? BranchId { get; init; }

    /// <summary>The branches in reach: the own one, or those of the supervisor's regions; empty where the role is not bound to branches.</summary>
    public IReadOnlyList<int> BranchIds { get; init; } = [];
    public IReadOnlyList<int> RegionIds { get; init; } = [];

    /// <summary>The campaigns of an agent or the back office; empty for roles that see every campaign.</summary>
    public IReadOnlyList<int> CampaignIds { get; init; } = [];

    /// <summary>Campaigns that their access settings ("Compartir") keep from this person.</summary>
    public IReadOnlyList<int> HiddenCampaignIds { get; init; } = [];

    /// <summary>Whether any case is shared with this person: only then queries pay for looking.</summary>
    public bool HasShares { get; init; }

    /// <summary>The branch belongs to the actor's reach (always so for roles that see everything).</summary>
    public bool Reaches(int branchId) => Role switch
    {
        Role.Agent or Role.BranchHead or Role.RegionalSupervisor => BranchIds.Contains(branchId),
        Role.BackOffice or Role.ExperienceAnalyst or Role.Administrator => true,
    };

    /// <summary>The campaign exists for the actor at all.</summary>
    public bool SeesCampaign(int campaignId) => !HiddenCampaignIds.Contains(campaignId) && (Role is not (Role.Agent or Role.BackOffice) || CampaignIds.Contains(campaignId));

    /// <summary>Sees cases of certain branches only.</summary>
    public bool IsBoundToBranches => Role is Role.Agent or Role.BranchHead or Role.RegionalSupervisor;

    /// <summary>Works cases at all: everybody but the administrator, who sees all and works none.</summary>
    public bool MayWork => Role != Role.Administrator;
    public bool MayFinishAlerts => Role is Role.BranchHead or Role.ExperienceAnalyst;
    public bool MayTransfer => Role is Role.BranchHead or Role.RegionalSupervisor or Role.ExperienceAnalyst;
    public bool MayReopen => Role is Role.ExperienceAnalyst;
    public bool MayRemind => Role is Role.RegionalSupervisor or Role.ExperienceAnalyst;
    public bool MayMakeWalls => Role is Role.RegionalSupervisor or Role.Administrator;

    /// <summary>Manages what a repeat-contacts cell gets: cause, area, mark, end.</summary>
    public bool MayManageCell => Role is Role.BackOffice or Role.RegionalSupervisor or Role.ExperienceAnalyst;
    /// <summary>Answers requirements that no further ticket may stand on, or allows one more.</summary>
    public bool MayUnblock => Role is Role.RegionalSupervisor;
    public bool MayManageCampaigns => Role is Role.ExperienceAnalyst;

    /// <summary>Supervisors edit trees, forms and scripts; templates, and what may be granted, are the analyst's.</summary>
    public bool MayGuide(GuideKind kind) => Role is Role.ExperienceAnalyst || (Role is Role.RegionalSupervisor && kind is not (GuideKind.Templates or GuideKind.Benefits));
    public bool MayImport(int campaignId) => Role is Role.ExperienceAnalyst || (Role is Role.BackOffice && CampaignIds.Contains(campaignId));

    /// <summary>What happened elsewhere is for analysts alone to take in.</summary>
    public bool MayImport(int campaignId, string? kind) => MayImport(campaignId) && (kind != ImportKind.History || Role is Role.ExperienceAnalyst);

    /// <summary>Shares own filters as far as the reach goes; an analyst with anybody, and keeps order among what is shared.</summary>
    public bool MayShareFilters => Role is Role.BranchHead or Role.RegionalSupervisor or Role.ExperienceAnalyst;
    public bool MayShareFiltersAnywhere => Role is Role.ExperienceAnalyst;
    /// <summary>Reads the Bitácora: supervisors that of their region.</summary>
    public bool MayAudit => Role is Role.RegionalSupervisor or Role.ExperienceAnalyst or Role.Administrator;
    public bool MayAdminister => Role is Role.Administrator;

    /// <summary>The network address that this person's request or window came from; null: a job works for them.</summary>
    public string? Origin { get; init; }

    /// <summary>Everything that decides what is seen, as a key: equal keys may share a cached count.</summary>
    public string ScopeKey => Role switch
    {
        Role.ExperienceAnalyst or Role.Administrator => $"all:{string.Join(',', HiddenCampaignIds)}",
        Role.Agent or Role.BranchHead or Role.RegionalSupervisor or Role.BackOffice =>
            $"{Role}:{string.Join(',', BranchIds)}:{string.Join(',', CampaignIds)}:{string.Join(',', HiddenCampaignIds)}:{(HasShares ? Id : 0)}",
    };
}
