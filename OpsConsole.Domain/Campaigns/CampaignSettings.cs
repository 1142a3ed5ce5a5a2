using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Campaigns;

/// <summary>What a campaign decides for itself, started from its kind's template and stored as JSON (docs/rules.md, "Campaign settings").</summary>
public sealed record CampaignSettings
{
    public SlaPolicy Sla { get; init; } = new(3);
    public AlertRule AlertRule { get; init; } = new();

    /// <summary>The role that may reopen a completed case; null: nobody.</summary>
    public string? Reopen { get; init; }
    public IReadOnlyList<IncidentType> IncidentTypes { get; init; } = [];
    public IReadOnlyList<ContactType> ContactTypes { get; init; } = [];
    public IReadOnlyList<CatalogueEntry> RootCauses { get; init; } = [];

    /// <summary>The ten columns of the grid's metadata block, in order.</summary>
    public IReadOnlyList<string> MetadataColumns { get; init; } = [];
    public IReadOnlyList<string> BaseColumns { get; init; } = [];
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>The base column that holds the branch's code.</summary>
    public string BranchColumn { get; init; } = "Agencia";
    public AttemptProtocol AttemptProtocol { get; init; } = new();

    /// <summary>Characters of an action plan that are not blanks.</summary>
    public int PlanMinLength { get; init; } = 20;
    public CampaignAccess Access { get; init; } = new();

    /// <summary>What a service case can be about, in the campaign's own words.</summary>
    public IReadOnlyList<string> CaseTypes { get; init; } = [];

    /// <summary>Over the disposition form; without it the console's own word. This and the next three are the published guides.</summary>
    public string? DispositionTitle { get; init; }

    /// <summary>How a service case can end, each level a choice.</summary>
    public IReadOnlyList<Disposition> DispositionTree { get; init; } = [];

    /// <summary>Ways to write to the customer.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>What messages to the customer start from.</summary>
    public IReadOnlyList<MessageTemplate> MessageTemplates { get; init; } = [];

    /// <summary>What agents say, with marks for the case's own values.</summary>
    public string? Script { get; init; }

    /// <summary>Whether agents close cases themselves.</summary>
    public bool AgentsMayClose { get; init; } = true;

    /// <summary>With what states and motives a retention campaign works; this and the next are published guides too.</summary>
    public MotiveCatalogue Retention { get; init; } = MotiveCatalogue.Empty;

    /// <summary>What a retention campaign may grant.</summary>
    public BenefitMatrix Benefits { get; init; } = BenefitMatrix.Empty;

    /// <summary>With what a repeat-contacts cell works; the checklists of its causes are a published guide.</summary>
    public RepeatCell Cell { get; init; } = RepeatCell.Empty;

    /// <summary>With what a requirements desk works; its assistant is a published guide.</summary>
    public RequirementCatalogue Requirements { get; init; } = RequirementCatalogue.Empty;

    /// <summary>How deadlines of cases of this subject are counted: a requirement's own days, else the campaign's.</summary>
    public SlaPolicy SlaOf(string? subject) => Sla.Unit != SlaPolicy.BusinessHours && Requirements.Subject(subject) is { } known ? Sla with { Days = known.SlaDays, DaysByPriority = null } : Sla;

    /// <summary>What an area is called that answers: one of the cell, or of the requirements desk.</summary>
    public string? AreaLabel(string? code) => Cell.Area(code)?.Label ?? Requirements.Area(code)?.Label;

    public IncidentType? Incident(string? code) => IncidentTypes.FirstOrDefault(t => t.Code == code);
    public ContactType? Contact(string? code) => ContactTypes.FirstOrDefault(t => t.Code == code);
}

/// <summary>A code that is stored and the Spanish label that is shown.</summary>
public record CatalogueEntry(string Code, string Label, string? Help = null);

/// <summary>Whether something has to be done with the customer now.</summary>
public sealed record IncidentType(string Code, string Label, string? Help = null, bool CustomerActionNeeded = false) : CatalogueEntry(Code, Label, Help);

/// <summary>How the contact ended and how many attempts a finish with it needs.</summary>
public sealed record ContactType(string Code, string Label, string? Help = null, bool Reached = false, int MinAttempts = 1) : CatalogueEntry(Code, Label, Help);

/// <summary>One choice of a disposition tree; where it has none below it, it is final.</summary>
/// <param name="NeedsNextContact">Says that somebody will get in touch again: when, must be said too.</param>
public sealed record Disposition(string Code, string Label, IReadOnlyList<Disposition>? Children = null, bool NeedsNextContact = false, string? Help = null) : CatalogueEntry(Code, Label, Help)
{
    /// <summary>The choices along a path of codes or labels, compared without case and accents; shorter than the path where it leads nowhere.</summary>
    public static IReadOnlyList<Disposition> Along(IReadOnlyList<Disposition> tree, IEnumerable<string?> path)
    {
        var found = new List<Disposition>();
        foreach (var step in path)
        {
            var folded = TextFold.Fold(step ?? "");
            if ((tree.FirstOrDefault(d => TextFold.Fold(d.Code) == folded) ?? tree.FirstOrDefault(d => TextFold.Fold(d.Label) == folded)) is not { } next)      // a label may be what another's code was
                break;
            found.Add(next);
            tree = next.Children ?? [];
        }
        return found;
    }
}

/// <summary>How often to try an unreached customer; proposals in minutes after the last attempt, within local hours.</summary>
public sealed record AttemptProtocol
{
    public int UnreachedNeeds { get; init; } = 3;

    /// <summary>On how many different local days those are; 1: all on one.</summary>
    public int Days { get; init; } = 1;
    public IReadOnlyList<int> Propose { get; init; } = [120, 240];
    public IReadOnlyList<string> Hours { get; init; } = ["09:00", "19:00"];
}

/// <summary>Who may see and work the campaign ("Compartir"); empty lists mean no restriction beyond the scope.</summary>
public sealed record CampaignAccess
{
    /// <summary>The roles that a campaign can be kept from.</summary>
    public static readonly IReadOnlyList<Role> Nameable = [Role.Agent, Role.BranchHead, Role.RegionalSupervisor, Role.BackOffice];

    public IReadOnlyList<string> Roles { get; init; } = [];
    public IReadOnlyList<int> BranchIds { get; init; } = [];
    public IReadOnlyList<int> UserIds { get; init; } = [];

    /// <summary>Those who run campaigns and people always see them; others must be named where anything is named.</summary>
    public bool Admits(Actor actor) =>
        actor.Role is Role.ExperienceAnalyst or Role.Administrator
        || UserIds.Contains(actor.Id)
        || (Roles.Count == 0 && BranchIds.Count == 0 && UserIds.Count == 0)
        || ((Roles.Count > 0 || BranchIds.Count > 0)
            && (Roles.Count == 0 || Roles.Contains(actor.Role.ToString()))
            && (BranchIds.Count == 0 || actor.BranchIds.Any(BranchIds.Contains)));
}
