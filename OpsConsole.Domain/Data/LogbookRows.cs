using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>A row of one of the three logs in the shape that they share.</summary>
internal sealed class LogbookRow
{
    public required LogSource Source { get; init; }
    public required long Sequence { get; init; }
    public required DateTime At { get; init; }
    public required int? ById { get; init; }
    public required string Type { get; init; }
    public required long? CaseId { get; init; }
    public required int? CampaignId { get; init; }
    public string? Target { get; init; }
    public string? CustomerId { get; init; }
    public string? Data { get; init; }
    public string? Origin { get; init; }
    public string? ByName { get; set; }
}

/// <summary>The three logs under one scope and one question, each by the index that suits it (docs/rules.md, "Bitácora").</summary>
internal static class LogbookRows
{
    private static readonly string[] Exports = ["export.completed", "export.fetched", "report.completed", "report.fetched"];

    /// <summary>Supervisors: of cases that they see.</summary>
    public static IQueryable<CaseEvent> EventsOf(this OpsDbContext db, LogbookFilter asked, CustomerTrace? customer, Actor actor)
    {
        var log = db.CaseEvents.AsQueryable();
        if (actor.HiddenCampaignIds.Count > 0)
            log = log.Where(e => !actor.HiddenCampaignIds.Contains(e.CampaignId));
        if (actor.IsBoundToBranches)
            log = log.Where(e => db.Cases.VisibleTo(actor).Any(c => c.Id == e.CaseId));
        if (asked.CampaignId is { } campaign)
            log = log.Where(e => e.CampaignId == campaign);
        if (asked.PersonId is { } person)
            log = log.Where(e => e.ById == person);
        if (asked.Type is { } type)
            log = log.Where(e => e.Type == type);
        if (asked.From is { } from)
            log = log.Where(e => e.At >= from);
        if (asked.Before is { } before)
            log = log.Where(e => e.At < before);
        if (asked.Case is { } number && CaseNumber.IdOf(number) is var id)
            log = log.Where(e => e.CaseId == id);
        return customer is null ? log : log.Where(e => customer.CaseIds.Contains(e.CaseId));
    }

    /// <summary>Supervisors: what people of their branches did.</summary>
    public static IQueryable<AuditEntry> ConsoleOf(this OpsDbContext db, LogbookFilter asked, CustomerTrace? customer, Actor actor)
    {
        var log = db.Audit.AsQueryable();
        if (actor.HiddenCampaignIds.Count > 0)
            log = log.Where(e => e.CampaignId == null || !actor.HiddenCampaignIds.Contains(e.CampaignId.Value));
        if (actor.IsBoundToBranches)
            log = log.Where(e => db.Users.Any(u => u.Id == e.ById && (u.Id == actor.Id || actor.BranchIds.Contains(u.BranchId!.Value))));
        if (asked.CampaignId is { } campaign)
            log = log.Where(e => e.CampaignId == campaign);
        if (asked.PersonId is { } person)
            log = log.Where(e => e.ById == person);
        if (asked.Type is { } type)
            log = log.Where(e => e.Type == type);
        if (asked.From is { } from)
            log = log.Where(e => e.At >= from);
        if (asked.Before is { } before)
            log = log.Where(e => e.At < before);
        if (asked.Case is { } number)
            log = log.Where(e => e.Target == "case:" + number);
        if (customer is null)
            return log;
        var own = log.Where(e => customer.Targets.Contains(e.Target!));
        return customer.CampaignIds.Count == 0 ? own : own.Union(log.Where(e => Exports.Contains(e.Type) && e.At >= customer.Since && customer.CampaignIds.Contains(e.CampaignId!.Value)));
    }

    /// <summary>Supervisors: views of cases that they see, and searches by people of their branches. Who saw a customer: three ways, each by its own index.</summary>
    public static IQueryable<AccessEntry> AccessesOf(this OpsDbContext db, LogbookFilter asked, CustomerTrace? customer, Actor actor)
    {
        var log = db.Accesses.AsQueryable();
        if (actor.HiddenCampaignIds.Count > 0)
            log = log.Where(e => e.CampaignId == null || !actor.HiddenCampaignIds.Contains(e.CampaignId.Value));
        if (actor.IsBoundToBranches)
            log = log.Where(e => e.CaseId != null ? db.Cases.VisibleTo(actor).Any(c => c.Id == e.CaseId) : db.Users.Any(u => u.Id == e.ById && (u.Id == actor.Id || actor.BranchIds.Contains(u.BranchId!.Value))));
        if (asked.CampaignId is { } campaign)
            log = log.Where(e => e.CampaignId == campaign);
        if (asked.PersonId is { } person)
            log = log.Where(e => e.ById == person);
        if (asked.Type is { } type)
            log = log.Where(e => e.Type == type);
        if (asked.From is { } from)
            log = log.Where(e => e.At >= from);
        if (asked.Before is { } before)
            log = log.Where(e => e.At < before);
        if (asked.Case is { } number && CaseNumber.IdOf(number) is var id)
            log = log.Where(e => e.CaseId == id);
        return customer is null ? log
            : log.Where(e => customer.Ids.Contains(e.CustomerId!)).Union(log.Where(e => customer.CaseIds.Contains(e.CaseId!.Value))).Union(log.Where(e => customer.Terms.Contains(e.Term!)));
    }
}
