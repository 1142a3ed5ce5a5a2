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

/// <summary>Borrador, Publicado, Cerrado. A closed campaign takes no import and no new work.</summary>
public enum CampaignStatus
{
    Draft,
    Published,
    Closed,
}
