using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Logbook;

namespace OpsConsole.Web.Api;

/// <summary>A line of the Bitácora as programs get it; `what` is what the filter of the same name takes.</summary>
public sealed record AuditAnswer(string Source, long Seq, DateTime At, NamedAnswer? By, string What, string? Number, string? Target, string? Customer, string? From, JsonElement Data)
{
    public static AuditAnswer Of(LogbookLine line) => new(LogbookFilter.What(line.Source, null), line.Sequence, line.At, line.ById is { } by ? new(by, line.ByName) : null,
        LogbookFilter.What(line.Source, line.Type), line.Number, line.Target, line.CustomerId, line.Origin, line.Data);
}

public sealed record AuditPageAnswer(IReadOnlyList<AuditAnswer> Items, string? NextCursor);

/// <summary>Somebody who sees a case; each path is a way to it.</summary>
public sealed record ViewerAnswer(int Id, string Name, string Role, IReadOnlyList<string> Paths);

public sealed record ViewersAnswer(string Number, string Region, string Branch, string Campaign, IReadOnlyList<ViewerAnswer> People);

/// <summary>What of the Bitácora a program asks for; days are local, both included.</summary>
public sealed record AuditQuestion(string? Campaign, string? Person, string? What, string? From, string? To, string? Number, string? Customer);

/// <summary>`/api/v1/audit`: who did or saw what, when; and who may see a case.</summary>
public static class AuditApi
{
    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", PageAsync).WithTags("audit").Produces<AuditPageAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        api.MapGet("/audit/file", FileAsync).WithTags("audit").Produces<string>(200, "text/csv", ExportPlaces.XlsxType).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        api.MapGet("/cases/{number}/viewers", ViewersAsync).WithTags("audit").Produces<ViewersAnswer>().ProducesProblem(403).ProducesProblem(404);
    }

    private static Task<IResult> PageAsync([AsParameters] AuditQuestion question, string? limit, string? cursor, Actor actor, LogbookQueries logbook, CampaignQueries campaigns, IOptions<OrganisationOptions> organisation, ApiResults results, CancellationToken ct) =>
        AskedAsync(question, limit, cursor, actor, campaigns, organisation, results, async (asked, _) =>
        {
            var page = await logbook.PageAsync(asked, actor, ct);
            return ApiResults.Ok(new AuditPageAnswer([.. page.Lines.Select(AuditAnswer.Of)], page.NextCursor));
        }, ct);

    private static async Task<IResult> FileAsync([AsParameters] AuditQuestion question, string? format, Actor actor, LogbookDesk desk, LogbookFile file, CampaignQueries campaigns, IOptions<OrganisationOptions> organisation, TimeProvider clock, ApiResults results, CancellationToken ct)
    {
        return await AskedAsync(question, null, null, actor, campaigns, organisation, results, async (asked, zone) =>
        {
            if (format is not (LogbookFile.Csv or LogbookFile.Xlsx))
                return results.Invalid([new("unknown", "format")]);
            var noted = await desk.NoteFileAsync(asked, format, actor, ct);
            if (noted is not Outcome.Done)
                return await results.OfAsync(noted, _ => throw new InvalidOperationException());
            var name = string.Create(CultureInfo.InvariantCulture, $"bitacora_{TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone):yyyy-MM-dd_HHmm}_{Formats.ZoneName(zone)}.{format}");
            return Results.Stream(await file.MakeAsync(asked, format, zone, actor, ct), format == LogbookFile.Xlsx ? ExportPlaces.XlsxType : ExportPlaces.CsvType, name);
        }, ct);
    }

    private static async Task<IResult> AskedAsync(AuditQuestion question, string? limit, string? cursor, Actor actor, CampaignQueries campaigns, IOptions<OrganisationOptions> organisation, ApiResults results, Func<LogbookFilter, TimeZoneInfo, Task<IResult>> answer, CancellationToken ct)
    {
        Campaign? found = null;
        if (!string.IsNullOrEmpty(question.Campaign) && (found = await campaigns.FindAsync(question.Campaign, actor, ct)) is null)
            return results.Missing;
        if (!actor.MayAudit)
            return results.Forbidden;
        var errors = new List<Refusal>();
        var zone = found is null ? organisation.Value.Zone : TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone);
        var (first, last) = (Day(question.From, "from", errors), Day(question.To, "to", errors));
        var what = LogbookFilter.ReadWhat(question.What);
        if (what is null)
            errors.Add(new("unknown", "what"));
        if (first > last)
            errors.Add(new("period.reversed", "to"));
        var asked = new LogbookFilter
        {
            CampaignId = found?.Id,
            PersonId = Number(question.Person, "person", int.MaxValue, errors),
            Source = what?.Source,
            Type = what?.Type,
            From = LogbookFilter.StartOf(first, zone),
            Before = LogbookFilter.StartOf(last?.AddDays(1), zone),
            Case = string.IsNullOrEmpty(question.Number) ? null : question.Number,
            Customer = string.IsNullOrWhiteSpace(question.Customer) ? null : question.Customer.Trim(),
            Cursor = string.IsNullOrEmpty(cursor) ? null : cursor,
            Limit = Number(limit, "limit", LogbookFilter.MaxLimit, errors) ?? 50,
        };
        if (errors.Count > 0)
            return results.Invalid(errors);
        try
        {
            return await answer(asked, zone);
        }
        catch (RefusedException refused)
        {
            return results.Invalid(refused.Reasons);
        }
    }

    private static async Task<ApiAnswer> ViewersAsync(string number, Actor actor, CaseViewerQueries viewers, ApiResults results, CancellationToken ct)
    {
        if (await viewers.OfAsync(number, actor, ct) is not { } found)
            return results.Missing;
        return actor.MayAudit
            ? ApiResults.Ok(new ViewersAnswer(found.Number, found.Region, found.Branch, found.Campaign, [.. found.People.Select(p => new ViewerAnswer(p.Id, p.Name, p.Role.ToString(), [.. p.Paths.Select(Codes.Of)]))]))
            : results.Forbidden;
    }

    private static DateOnly? Day(string? text, string field, List<Refusal> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
            return day;
        errors.Add(new("date", field));
        return null;
    }

    private static int? Number(string? text, string field, int most, List<Refusal> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        errors.Add(new("out_of_range", field, null, most));
        return null;
    }
}
