using System.Globalization;
using System.Net.Mail;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>The areas of a cell and who gets its report, as their page edits them; causes are a guide, thresholds a command of their own (docs/rules.md, "Escalations").</summary>
public sealed record CellChange
{
    public const int MostHours = 200, MostRecipients = 20, MostRanked = 1_000;

    /// <summary>An area without code is new.</summary>
    public IReadOnlyList<CellArea> Areas { get; init; } = [];
    public IReadOnlyList<string> ClientRecipients { get; init; } = [];
    public int? RankedFrom { get; init; }

    public static CellChange Of(RepeatCell cell) => new() { Areas = cell.Areas, ClientRecipients = cell.ClientRecipients, RankedFrom = cell.RankedFrom };

    /// <param name="people">Those of the ids that are somebody who works cases.</param>
    /// <param name="asked">Areas with an open question: they cannot go.</param>
    public IEnumerable<Refusal> Check(RepeatCell cell, IReadOnlySet<int> people, IReadOnlySet<string> asked)
    {
        foreach (var wrong in AreaRules.Check(Areas, cell.Areas, people, asked))
            yield return wrong;
        for (var i = 0; i < Areas.Count; i++)
            if (Areas[i].DeadlineBusinessHours is < 1 or > MostHours)
                yield return new("campaign.number_range", string.Create(CultureInfo.InvariantCulture, $"areas.{i}.hours"), 1, MostHours);
        if (AreaRules.Gone(Areas, cell.Areas).Any(gone => !asked.Contains(gone.Code) && cell.Causes.Any(c => c.OwnerArea == gone.Code)))
            yield return new("cell.area_owns", "areas");
        if (ClientRecipients.Count > MostRecipients)
            yield return new("guide.too_many", "recipients", ClientRecipients.Count, MostRecipients);
        else if (ClientRecipients.Any(address => !MailAddress.TryCreate(address, out var read) || read.Address != address))
            yield return new("cell.recipient", "recipients");
        if (RankedFrom is not { } from)
            yield return new("required", "rankedFrom");
        else if (from is < 1 or > MostRanked)
            yield return new("campaign.number_range", "rankedFrom", 1, MostRanked);
    }

    /// <summary>Only after nothing was found wrong; new areas get their codes.</summary>
    public RepeatCell In(RepeatCell cell)
    {
        var taken = cell.Areas.Select(a => a.Code).ToHashSet();
        return cell with
        {
            Areas = [.. Areas.Select(a => a with { Label = a.Label.Trim(), Code = a.Code.Length > 0 ? a.Code : GuideCode.Of(a.Label, taken), People = [.. a.People.Distinct().Order()] })],
            ClientRecipients = [.. ClientRecipients.Distinct(StringComparer.OrdinalIgnoreCase)],
            RankedFrom = RankedFrom!.Value,
        };
    }
}
