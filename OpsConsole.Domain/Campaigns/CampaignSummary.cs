namespace OpsConsole.Domain.Campaigns;

/// <summary>A campaign with its figures under the reader's scope (docs/rules.md, "Figures of the projects page").</summary>
/// <param name="Base">Of survey answers the base rows, or distinct customers where no base was imported; null for readers bound to branches, since base rows have none. Of the other kinds their cases.</param>
/// <param name="Effective">Responses; of the other kinds completed cases.</param>
public sealed record CampaignSummary(
    int Id, string Code, string Name, CampaignKind Kind, CampaignStatus Status, DateTime CreatedAt, DateTime ModifiedAt, int? Base, int Effective)
{
    /// <summary>Effective ÷ base in percent, one decimal, half rounded up; null where the base is 0 or unknown.</summary>
    public decimal? Effectiveness => Base is > 0 and var all ? Math.Round(Effective * 100m / all, 1, MidpointRounding.AwayFromZero) : null;
}
