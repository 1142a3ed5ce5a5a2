namespace OpsConsole.Domain.Campaigns;

/// <summary>The five kinds of work.</summary>
public enum CampaignKind
{
    CloseTheLoop,
    ServiceCase,
    Retention,
    RepeatContact,
    Requirement,
}

/// <summary>What kinds have in common.</summary>
public static class CampaignKinds
{
    /// <summary>Worked in the case workspace with a disposition; alerts have a form and rules of their own.</summary>
    public static bool IsServiceWork(this CampaignKind kind) => kind != CampaignKind.CloseTheLoop;
}

/// <summary>Borrador, Publicado, Cerrado. A closed campaign takes no import and no new work.</summary>
public enum CampaignStatus
{
    Draft,
    Published,
    Closed,
}
