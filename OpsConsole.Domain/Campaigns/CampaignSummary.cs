namespace OpsConsole.Domain.Campaigns;

/// <summary>A campaign with its figures under the reader's scope (docs/rules.md, "Figures of the projects page").</summary>
/// <param name="Base">Base rows, or distinct customers where no base was imported; null for readers bound to branches, since base rows have none.</param>
/// <param name="Effective">Responses, or cases of the other kinds.</param>
public sealed record CampaignSummary(
    int Id, string Code, string Name, CampaignKind Kind, CampaignStatus Status, DateTime CreatedAt, DateTime ModifiedAt, int? Base, int Effective)
{
    /// <summary>Effective ÷ base in percent, one decimal, half rounded up; null where the base is 0 or unknown.</summary>
    public decimal? Effectiveness => Base is > 0 and var all ? Math.Round(Effective * 100m / all, 1, MidpointRounding.AwayFromZero) : null;
}
