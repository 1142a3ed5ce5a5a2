using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Demo;

/// <summary>A withdrawal request as a base brings it.</summary>
/// <param name="Columns">By their names, in the order of the base.</param>
public sealed record InventedRequest(string Complaint, string Product, IReadOnlyDictionary<string, string> Columns)
{
    public string Phone => Columns[RetentionColumns.Phone1];
}

/// <summary>Withdrawal requests and what agents answer to them, invented from a seed: the same seed, campaign and times give the same requests.</summary>
/// <param name="prefix">Starts every complaint number, so that two series never meet.</param>
public sealed class InventedRequests(Campaign campaign, CampaignTime time, Random random, string prefix)
{
    private static readonly string[] Plans = ["PLAN FAMILIAR", "PLAN DEPORTES", "PLAN CINE"];
    private readonly InventedContent _words = InventedContent.Instance;

    /// <param name="number">Tells this request from all others of the series.</param>
    /// <param name="toReturn">With equipment to hand in, whatever chance says.</param>
    public InventedRequest Make(int number, Branch branch, string product, DateTime importedAt, bool toReturn = false)
    {
        var columns = new Dictionary<string, string>
        {
            [RetentionColumns.Complaint] = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D7}"),
            [RetentionColumns.ComplaintType] = campaign.Settings.Retention.ComplaintType,
            [RetentionColumns.Service] = string.Create(CultureInfo.InvariantCulture, $"0{random.Next(2, 8)}{random.Next(10_000_000):D7}"),
            [RetentionColumns.Product] = product,
            [RetentionColumns.Role] = random.Next(20) switch { < 14 => "normal", < 17 => "anipagador", _ => "virtual compartido" },
            [RetentionColumns.Equipment] = toReturn || random.Next(3) > 0 ? EquipmentOf(product) : "",
            [RetentionColumns.Customer] = $"{Of(random.Next(2) == 0 ? _words.Women : _words.Men)} {Of(_words.Surnames)} {Of(_words.Surnames)}",
            [RetentionColumns.Document] = random.Next(4) > 0 ? Cedula() : "",
            [RetentionColumns.Phone1] = string.Create(CultureInfo.InvariantCulture, $"099{random.Next(10_000_000):D7}"),
            [RetentionColumns.Phone2] = random.Next(4) == 0 ? string.Create(CultureInfo.InvariantCulture, $"04{random.Next(2, 8)}{random.Next(1_000_000):D6}") : "",
            [RetentionColumns.Contract] = string.Create(CultureInfo.InvariantCulture, $"C{random.Next(10_000_000):D7}"),
            [RetentionColumns.Branch] = branch.Code,
            [RetentionColumns.ComplainedOn] = time.Day(importedAt).AddDays(-random.Next(1, 4)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return new(columns[RetentionColumns.Complaint], product, columns);
    }

    public string AnyProduct() => Of(campaign.Settings.CaseTypes);

    /// <summary>A product line for which the motive can be granted.</summary>
    public string ProductFor(Motive motive) => motive.GrantsBenefit ? Of([.. campaign.Settings.Benefits.Rules.Where(r => r.Motive == motive.Code).SelectMany(r => r.Products)]) : AnyProduct();

    /// <summary>Within catalogue and matrix; null where the matrix has nothing for the request.</summary>
    /// <param name="today">The campaign's local day of the disposition.</param>
    /// <param name="later">The day that is agreed on, where one is.</param>
    /// <param name="next">The agreed contact, where the request stays open.</param>
    public DispositionForm? Answer(InventedRequest request, RetentionState state, Motive motive, DateOnly today, DateOnly later, DateTime? next = null)
    {
        var needs = MotiveCatalogue.Needs(state, motive);
        var limits = campaign.Settings.Benefits.Limits;
        T? When<T>(string need, Func<T> value) where T : struct => needs.Contains(need) ? value() : null;
        string? Text(string need, Func<string> value) => needs.Contains(need) ? value() : null;
        var rule = campaign.Settings.Benefits.Rule(motive.Code, request.Product);
        if (motive.GrantsBenefit && rule is null)
            return null;
        var from = When("fecha_inicio", () => today.AddDays(random.Next(1, 8)));
        var months = When("n_meses", () => random.Next(1, limits.SuspensionMaxMonths + 1));
        return new([state.Code, motive.Code], null, next)
        {
            Data = new()
            {
                ServiceNumber = request.Columns[RetentionColumns.Service],
                ComplaintNumber = request.Complaint,
                ComplaintType = request.Columns[RetentionColumns.ComplaintType],
                PromisedOn = When("fecha_compromiso", () => later),
                NextOn = When("fecha_proxima", () => later),
                FollowUpOn = When("fecha_seguimiento", () => later),
                From = from,
                To = from?.AddMonths(months ?? 1),
                Months = months,
                Days = When("n_dias", () => random.Next(1, limits.CompensationMaxDays + 1)),
                VirtualNumber = Text("numero_virtual", () => string.Create(CultureInfo.InvariantCulture, $"8{random.Next(1_000_000):D6}")),
                PayerNumber = Text("anipagador", () => string.Create(CultureInfo.InvariantCulture, $"2{random.Next(1_000_000):D6}")),
                Plan = Text("plan", () => Of(Plans)),
                Service = Text("servicio", () => "INTERNET"),
                Variant = motive.ChosenBy == TextChoice.Variant ? Of(motive.Texts).Code : null,
                Benefit = motive.GrantsBenefit ? Benefit(rule!) : null,
            },
        };
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>As an import would keep it.</summary>
    public ServiceContent Content(InventedRequest request)
    {
        var values = new Dictionary<string, FieldValue>();
        foreach (var (column, text) in request.Columns)
            if (text.Length > 0 && campaign.Schema.Find(SchemaField.Base, column) is { } field)
                values[field.Key] = CellText.Value(text, field.Type, null, time);
        return new(request.Complaint, RowHash.Of(null, null, null, values), request.Product, null, CasePriority.Normal, request.Columns[RetentionColumns.Contract], values);
    }

    private BenefitForm Benefit(BenefitRule rule)
    {
        var (percentage, count, start) = (Math.Min(rule.MaxPercentage, 10 * random.Next(1, 6)), random.Next(1, rule.MaxMonths + 1), random.Next(1, 4));
        return count > 1 && random.Next(3) == 0
            ? new(Percentage: percentage, Skip: BenefitMonths.Skipped, Months: BenefitMonths.Alternate(start, count))
            : new(Percentage: percentage, Skip: BenefitMonths.Consecutive, StartMonth: start, Count: count);
    }

    private static string EquipmentOf(string product) => product switch
    {
        "DTH" or "TELEVISION" => "TV, decodificador",
        "INTERNET" or "GPON" => "módem",
        "CDMA" => "CDMA",
        _ => "",
    };

    /// <summary>One whose check digit is right.</summary>
    private string Cedula()
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 25):D2}{random.Next(6)}{random.Next(1_000_000):D6}");
        return Enumerable.Range(0, 10).Select(check => string.Create(CultureInfo.InvariantCulture, $"{digits}{check}")).First(CheckDigits.Cedula);
    }
}
