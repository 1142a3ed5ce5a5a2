using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Reports;

/// <summary>Which report a person wants: of a week, of a case, of a list, of retention, of a cell (docs/rules.md, "Reports").</summary>
public sealed record NewReport(string? Type, string? Format)
{
    public string? Campaign { get; init; }

    /// <summary>Local days, both included.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Of a case.</summary>
    public string? Number { get; init; }

    /// <summary>Of a list: which cases, and what is shown of them.</summary>
    public Func<int, CaseQuery> Query { get; init; } = id => new(id);
    public IReadOnlyList<ExportColumn>? Columns { get; init; }
    public string Language { get; init; } = "es";
}

/// <summary>Takes requests for reports; what becomes of them is a job like any other file's (docs/rules.md, "Reports").</summary>
public sealed class ReportDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, ExportQueue queue, CampaignQueries campaigns, CaseQueries cases, CaseHistoryQueries histories, WeeklyMaker weeks, WeeklyReportQueries reports, RetentionQueries retention, CellQueries cell, WeeklyHour hour, TimeProvider clock)
{
    /// <summary>Rows of a list as PDF: what is more belongs into a workbook.</summary>
    public const int MostRows = 10_000;

    public async Task<Outcome> RequestAsync(NewReport wanted, Actor actor, CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
        var errors = Check(wanted).ToList();
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        return TypeOf(wanted.Type)!.Value switch
        {
            ReportType.Case => await OfCaseAsync(wanted, actor, ct),
            ReportType.Weekly => await OfCampaignAsync(wanted, actor, OfWeekAsync, ct),
            ReportType.Grid => await OfCampaignAsync(wanted, actor, OfListAsync, ct),
            ReportType.Retention => await OfCampaignAsync(wanted, actor, OfRetentionAsync, ct),
            ReportType.Daily => await OfCampaignAsync(wanted, actor, OfDayAsync, ct),
            ReportType.WeeklyClient => await OfCampaignAsync(wanted, actor, (n, c, a, t) => OfCellWeekAsync(n, ReportType.WeeklyClient, "semana-cliente", async week => (await cell.WeekAsync(c, week, a, t)).Total.Forms > 0, c, a, t), ct),
            ReportType.TopErrors => await OfCampaignAsync(wanted, actor, (n, c, a, t) => OfCellWeekAsync(n, ReportType.TopErrors, "errores", async week => (await cell.QualityAsync(c, week, a, t)).Total.Marked > 0, c, a, t), ct),
            ReportType.Causes => await OfCampaignAsync(wanted, actor, (n, c, a, t) => OfCellWeekAsync(n, ReportType.Causes, "causales", async week => (await cell.QualityAsync(c, week, a, t)).Trends.Count > 0, c, a, t), ct),
        };
    }

    private async Task<Outcome> OfCaseAsync(NewReport wanted, Actor actor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(wanted.Number))
            return new Outcome.Invalid([new("required", "number")]);
        return await histories.FindAsync(wanted.Number, actor, ct) is { } found
            ? await QueueAsync(wanted, found.Campaign, ReportType.Case, Json.Write(new ReportPlan(Number: found.Row.Number)), $"caso-{found.Row.Number}", actor, ct) : new Outcome.Missing();
    }

    private async Task<Outcome> OfCampaignAsync(NewReport wanted, Actor actor, Func<NewReport, Campaign, Actor, CancellationToken, Task<Outcome>> make, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(wanted.Campaign))
            return new Outcome.Invalid([new("required", "campaign")]);
        return await campaigns.FindAsync(wanted.Campaign, actor, ct) is { } campaign ? await make(wanted, campaign, actor, ct) : new Outcome.Missing();
    }

    private async Task<Outcome> OfWeekAsync(NewReport wanted, Campaign campaign, Actor actor, CancellationToken ct)
    {
        if (!WeeklyReportQueries.IsFor(actor))
            return new Outcome.Forbidden();
        if (campaign.Kind != CampaignKind.CloseTheLoop)
            return new Outcome.Invalid([new("report.other_kind", "campaign")]);
        var week = wanted.From ?? (wanted.To is { } last ? last.AddDays(-6) : hour.LastFrozen(clock.GetUtcNow().UtcDateTime));
        if (week.DayOfWeek != DayOfWeek.Monday || (wanted.To is { } to && to != week.AddDays(6)))
            return new Outcome.Invalid([new("report.not_a_week", wanted.From is null ? "to" : "from")]);
        if (hour.FreezeOf(week) > clock.GetUtcNow().UtcDateTime)
            return new Outcome.Invalid([new("report.period_future", "from")]);
        await weeks.MakeAsync(campaign, week, tell: false, ct);
        return await reports.OfWeekAsync(campaign.Id, week, actor, ct) is { Figures.Branches.Count: > 0 }
            ? await QueueAsync(wanted, campaign, ReportType.Weekly, Json.Write(new ReportPlan(week)), FormattableString.Invariant($"informe-semanal-{week:yyyy-MM-dd}"), actor, ct)
            : new Outcome.Invalid([new("report.period_empty", "from")]);
    }

    private async Task<Outcome> OfRetentionAsync(NewReport wanted, Campaign campaign, Actor actor, CancellationToken ct)
    {
        if (campaign.Kind != CampaignKind.Retention)
            return new Outcome.Invalid([new("report.not_retention", "campaign")]);
        var (period, wrong) = RetentionPeriod.Of(wanted.From, wanted.To, CampaignTime.Of(campaign, clock).Today);
        if (wrong is not null)
            return new Outcome.Invalid([wrong]);
        return (await retention.ReadAsync(campaign, period, actor, ct)).Total.Cases == 0 ? new Outcome.Invalid([new("report.period_empty", "from")])
            : await QueueAsync(wanted, campaign, ReportType.Retention, Json.Write(new ReportPlan(From: period.From, To: period.To)), FormattableString.Invariant($"retencion-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}"), actor, ct);
    }

    private async Task<Outcome> OfDayAsync(NewReport wanted, Campaign campaign, Actor actor, CancellationToken ct)
    {
        if (campaign.Kind != CampaignKind.RepeatContact)
            return new Outcome.Invalid([new("report.not_cell", "campaign")]);
        if (wanted.From is not null && wanted.To is not null && wanted.From != wanted.To)
            return new Outcome.Invalid([new("report.not_a_day", "to")]);
        var (day, wrong) = CellHour.Day(wanted.From ?? wanted.To, CampaignTime.Of(campaign, clock).Today);
        if (wrong is not null)
            return new Outcome.Invalid([wrong with { Field = "from" }]);
        return (await cell.DayAsync(campaign, day, actor, ct)).Total.Forms == 0 ? new Outcome.Invalid([new("report.period_empty", "from")])
            : await QueueAsync(wanted, campaign, ReportType.Daily, Json.Write(new ReportPlan(From: day, To: day)), FormattableString.Invariant($"diario-{day:yyyy-MM-dd}"), actor, ct);
    }

    private async Task<Outcome> OfCellWeekAsync(NewReport wanted, ReportType type, string name, Func<DateOnly, Task<bool>> hasAny, Campaign campaign, Actor actor, CancellationToken ct)
    {
        if (campaign.Kind != CampaignKind.RepeatContact)
            return new Outcome.Invalid([new("report.not_cell", "campaign")]);
        var asked = wanted.From ?? wanted.To?.AddDays(-6);
        var (week, wrong) = CellHour.Week(asked, CampaignTime.Of(campaign, clock).Today);
        if (wrong is null && wanted.To is { } to && to != week.AddDays(6))
            wrong = new("report.not_a_week", "to");
        if (wrong is not null)
            return new Outcome.Invalid([wrong with { Field = wanted.From is null ? "to" : "from" }]);
        return await hasAny(week) ? await QueueAsync(wanted, campaign, type, Json.Write(new ReportPlan(week)), FormattableString.Invariant($"{name}-{week:yyyy-MM-dd}"), actor, ct)
            : new Outcome.Invalid([new("report.period_empty", "from")]);
    }

    private async Task<Outcome> OfListAsync(NewReport wanted, Campaign campaign, Actor actor, CancellationToken ct)
    {
        if (wanted.From > CampaignTime.Of(campaign, clock).Today)
            return new Outcome.Invalid([new("report.period_future", "from")]);
        var columns = wanted.Columns ?? [new(CaseField.Management, FieldCatalog.Number), new(CaseField.Management, FieldCatalog.State), new(CaseField.Management, FieldCatalog.Branch), new(CaseField.Management, FieldCatalog.Responsible), new(CaseField.Management, FieldCatalog.Due)];
        var query = Within(wanted, campaign);
        List<Refusal> errors = [.. ExportDesk.CheckColumns(columns, FieldCatalog.Of(campaign)), .. await cases.CheckAsync(query, actor, ct)];
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var rows = await cases.CountAsync(query, actor, ct);
        return rows switch
        {
            0 => new Outcome.Invalid([new("report.period_empty", wanted.From is null && wanted.To is null ? "filter" : "from")]),
            > MostRows when wanted.Format == ExportJob.Pdf => new Outcome.Invalid([new("report.too_many_rows", "format", rows, MostRows)]),
            _ => await QueueAsync(wanted, campaign, ReportType.Grid, Json.Write(ExportPlan.Of(query, columns)), "resumen", actor, ct),
        };
    }

    /// <summary>The days become conditions like any other: the sentence of the report says them.</summary>
    private static CaseQuery Within(NewReport wanted, Campaign campaign)
    {
        var query = wanted.Query(campaign.Id);
        var (source, field) = campaign.Kind == CampaignKind.CloseTheLoop ? (SchemaField.Meta, FieldCatalog.SurveyTime) : (CaseField.Management, FieldCatalog.Created);
        List<FilterNode> days = [];
        if (wanted.From is { } from)
            days.Add(new FilterCondition(source, field, "gte", JsonSerializer.SerializeToElement(from)));
        if (wanted.To is { } to)
            days.Add(new FilterCondition(source, field, "lte", JsonSerializer.SerializeToElement(to)));
        return days.Count == 0 ? query : query with { Filter = new FilterGroup(Connector.All, query.Filter is FilterGroup { Connector: Connector.All } all ? [.. all.Items, .. days] : [query.Filter, .. days]) };
    }

    private async Task<Outcome> QueueAsync(NewReport wanted, Campaign campaign, ReportType type, string plan, string name, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var job = new ExportJob
        {
            Id = Job.NewId(),
            CampaignId = campaign.Id,
            ById = actor.Id,
            State = JobState.Queued,
            CreatedAt = now,
            Report = type,
            Format = wanted.Format!,
            Plan = plan,
            FileName = $"{name}_{ExportDesk.Stamp(campaign, now, clock)}.{wanted.Format}",
            Language = wanted.Language,
            Version = 1,
        };
        db.Exports.Add(job);
        await log.CommitAsync(db, ct);
        queue.Bell.Ring();
        return new Outcome.Done(job.Version, job.Id);
    }

    /// <summary>As the API writes them (weekly_client), and by their names.</summary>
    private static ReportType? TypeOf(string? type) => Enum.GetValues<ReportType>().Where(t => string.Equals(Codes.Of(t), type, StringComparison.OrdinalIgnoreCase) || string.Equals(t.ToString(), type, StringComparison.OrdinalIgnoreCase)).Select(t => (ReportType?)t).FirstOrDefault();

    private static IEnumerable<Refusal> Check(NewReport wanted)
    {
        if (TypeOf(wanted.Type) is null)
            yield return new(string.IsNullOrEmpty(wanted.Type) ? "required" : "unknown", "type");
        if (wanted.Format is not (ExportJob.Pdf or ExportJob.Xlsx))
            yield return new(string.IsNullOrEmpty(wanted.Format) ? "required" : "unknown", "format");
        if (wanted.From > wanted.To)
            yield return new("report.period_reversed", "to");
    }
}
