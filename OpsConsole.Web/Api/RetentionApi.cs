using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Api;

/// <summary>What some requests came to. Rate: retained of the decided, in percent with one decimal, null where none is. Discount months: percentage ÷ 100 × months, exact.</summary>
public sealed record RetentionCountAnswer(int Cases, int Decided, int Retained, int Withdrawn, decimal? Rate, int Pending, int NotApplicable, int Unreached, int Benefits, int BenefitMonths, decimal DiscountMonths)
{
    public static RetentionCountAnswer Of(RetentionCount c) => new(c.Cases, c.Decided, c.Retained, c.Withdrawn, c.Rate, c.Pending, c.NotApplicable, c.Unreached, c.Benefits, c.Months, c.DiscountMonths);
}

public sealed record RetentionStateAnswer(string Code, string Label, string Result, RetentionCountAnswer Count);

public sealed record RetentionMotiveAnswer(string State, string StateLabel, string Result, string Code, string Label, RetentionCountAnswer Count);

/// <summary>Id 0: nobody is known.</summary>
public sealed record RetentionAgentAnswer(int Id, string Name, RetentionCountAnswer Count);

/// <summary>Name null: requests without a product line.</summary>
public sealed record RetentionProductAnswer(string? Name, RetentionCountAnswer Count);

public sealed record RetentionDayAnswer(DateOnly Day, RetentionCountAnswer Count);

/// <summary>The figures of the local days from and to, both included.</summary>
public sealed record RetentionAnswer(string Campaign, DateOnly From, DateOnly To, RetentionCountAnswer Total, IReadOnlyList<RetentionStateAnswer> States, IReadOnlyList<RetentionMotiveAnswer> Motives,
    IReadOnlyList<RetentionAgentAnswer> Agents, IReadOnlyList<RetentionProductAnswer> Products, IReadOnlyList<RetentionDayAnswer> Days)
{
    public static RetentionAnswer Of(string campaign, RetentionFigures f) => new(campaign, f.From, f.To, RetentionCountAnswer.Of(f.Total),
        [.. f.States.Select(s => new RetentionStateAnswer(s.State, s.StateLabel, s.Result.ToString(), RetentionCountAnswer.Of(s.Count)))],
        [.. f.Motives.Select(m => new RetentionMotiveAnswer(m.State, m.StateLabel, m.Result.ToString(), m.Code, m.Label, RetentionCountAnswer.Of(m.Count)))],
        [.. f.Agents.Select(a => new RetentionAgentAnswer(a.Id, a.Name, RetentionCountAnswer.Of(a.Count)))],
        [.. f.Lines.Select(l => new RetentionProductAnswer(l.Name, RetentionCountAnswer.Of(l.Count)))],
        [.. f.Days.Select(d => new RetentionDayAnswer(d.Day, RetentionCountAnswer.Of(d.Count)))]);
}

/// <summary>`/api/v1/campaigns/{code}/retention?from=&amp;to=`: the figures that the page shows, this month so far where no days are given.</summary>
public static class RetentionApi
{
    public static void MapRetention(this RouteGroupBuilder api) =>
        api.MapGet("/campaigns/{code}/retention", ReadAsync).WithTags("reports").Produces<RetentionAnswer>().ProducesProblem(400).ProducesProblem(404);

    private static async Task<ApiAnswer> ReadAsync(string code, string? from, string? to, Actor actor, CampaignQueries campaigns, RetentionQueries queries, TimeProvider clock, ApiResults results, CancellationToken ct)
    {
        if (await campaigns.FindAsync(code, actor, ct) is not { } campaign)
            return results.Missing;
        if (campaign.Kind != CampaignKind.Retention)
            return results.Invalid([new("report.not_retention", "code")]);
        List<Refusal> errors = [];
        var (first, last) = (Day(from, nameof(from), errors), Day(to, nameof(to), errors));
        if (errors.Count > 0)
            return results.Invalid(errors);
        var (period, wrong) = RetentionPeriod.Of(first, last, CampaignTime.Of(campaign, clock).Today);
        return wrong is null ? ApiResults.Ok(RetentionAnswer.Of(campaign.Code, await queries.ReadAsync(campaign, period, actor, ct))) : results.Invalid([wrong]);
    }

    internal static DateOnly? Day(string? text, string field, List<Refusal> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Add(new("report.not_a_day", field));
        return null;
    }
}
