using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Logbook;

/// <summary>Reads the three logs as one, the newest first, under the scope of who asks (docs/rules.md, "Bitácora").</summary>
public sealed class LogbookQueries(IDbContextFactory<OpsDbContext> contexts, CaseQueries cases, SearchedTerms terms, AccessLog accesses)
{
    public const int MostPeople = 500;

    private const string Shape = "logbook";

    /// <summary>Nothing for those who may not read it. A cursor that is none is a <see cref="RefusedException"/>.</summary>
    public async Task<LogbookPart> PageAsync(LogbookFilter asked, Actor actor, CancellationToken ct)
    {
        if (!actor.MayAudit)
            return new([], null, CaseNames.None);
        var cursor = asked.Cursor is null ? null : CaseCursor.Read(asked.Cursor, Shape, [typeof(DateTime), typeof(int)]) ?? throw new RefusedException([new("cursor.invalid", "cursor")]);
        if (asked.Customer is { } customer)
            await accesses.SearchAsync(actor, AccessType.Search, asked.CampaignId, customer, ct);
        return await cases.LimitedAsync((db, stop) => ReadAsync(db, asked, cursor, actor, stop), ct);
    }

    /// <summary>The customer that a document names, as addresses call it; null where it names none, or more than one.</summary>
    public async Task<string?> CustomerAsync(string text, Actor actor, CancellationToken ct)
    {
        if (!actor.MayAudit)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await CustomerTrace.ReadAsync(db, terms, text, actor, ct)).Ids is [var one] ? one : null;
    }

    /// <summary>Whose deeds can be asked for.</summary>
    public async Task<IReadOnlyList<LogbookPerson>> PeopleAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayAudit)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = actor.IsBoundToBranches ? db.Users.Where(u => u.Id == actor.Id || actor.BranchIds.Contains(u.BranchId!.Value)) : db.Users;
        return await people.OrderBy(u => u.Name).ThenBy(u => u.Id).Take(MostPeople).Select(u => new LogbookPerson(u.Id, u.Name)).ToListAsync(ct);
    }

    private async Task<LogbookPart> ReadAsync(OpsDbContext db, LogbookFilter asked, CaseCursor? cursor, Actor actor, CancellationToken ct)
    {
        var customer = asked.Customer is { } text ? await CustomerTrace.ReadAsync(db, terms, text, actor, ct) : null;
        foreach (var id in customer?.Ids ?? [])
            await accesses.CustomerAsync(actor, AccessType.Customer, id, ct);
        var rows = new List<LogbookRow>();
        if (asked.Source is null or LogSource.Cases)
            rows.AddRange(await PieceAsync(db.EventsOf(asked, customer, actor).Select(e => new LogbookRow { Source = LogSource.Cases, Sequence = e.Sequence, At = e.At, ById = e.ById, Type = e.Type, CaseId = e.CaseId, CampaignId = e.CampaignId, Data = e.Data, Origin = e.Origin }), LogSource.Cases, asked, cursor, ct));
        if (asked.Source is null or LogSource.Console)
            rows.AddRange(await PieceAsync(db.ConsoleOf(asked, customer, actor).Select(e => new LogbookRow { Source = LogSource.Console, Sequence = e.Sequence, At = e.At, ById = e.ById, Type = e.Type, CaseId = null, CampaignId = e.CampaignId, Target = e.Target, Data = e.Data, Origin = e.Origin }), LogSource.Console, asked, cursor, ct));
        if (asked.Source is null or LogSource.Access)
            rows.AddRange(await PieceAsync(db.AccessesOf(asked, customer, actor).Select(e => new LogbookRow { Source = LogSource.Access, Sequence = e.Sequence, At = e.At, ById = e.ById, Type = e.Type, CaseId = e.CaseId, CampaignId = e.CampaignId, CustomerId = e.CustomerId, Origin = e.Origin }), LogSource.Access, asked, cursor, ct));
        var page = rows.OrderByDescending(r => r.At).ThenBy(r => r.Source).ThenByDescending(r => r.Sequence).Take(asked.Limit + 1).ToList();
        var next = page.Count > asked.Limit ? page[asked.Limit - 1] : null;
        var shown = page.Take(asked.Limit).ToList();
        var lines = shown.ConvertAll(r => (Row: r, Data: JsonElement.Parse(r.Data ?? "{}")));
        var who = shown.Select(r => r.ById).OfType<int>().Concat(lines.SelectMany(l => Mentioned(l.Data, "responsibleId", "sharedWith", "areaPeople").Concat(Reminded(l.Row.Type, l.Data)))).Concat(shown.Select(r => TargetOf(r.Target)).OfType<int>()).Distinct().ToList();
        var where = lines.SelectMany(l => Mentioned(l.Data, "branchId")).Distinct().ToList();
        var branches = where.Count == 0 ? [] : await db.Branches.Where(b => where.Contains(b.Id)).Select(b => new { b.Id, b.Name }).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var names = await db.Users.Where(u => who.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return new(
            lines.ConvertAll(l => new LogbookLine(l.Row.Source, l.Row.Sequence, l.Row.At, l.Row.ById, l.Row.ById is { } by ? names.GetValueOrDefault(by) : null, l.Row.Type, l.Row.CaseId is { } id ? CaseNumber.Of(id) : null, l.Row.CampaignId, l.Row.Target, l.Row.CustomerId, l.Data) { Origin = l.Row.Origin }),
            next is null ? null : CaseCursor.Write(Shape, next.Sequence, [next.At, (int)next.Source]),
            new(names, branches));
    }

    /// <summary>The person that an entry was about.</summary>
    public static int? PersonOf(LogbookLine line) => TargetOf(line.Target);

    private static int? TargetOf(string? target) => target is not null && target.StartsWith("user:", StringComparison.Ordinal) && int.TryParse(target.AsSpan(5), out var id) ? id : null;

    private static IEnumerable<int> Reminded(string type, JsonElement data) => type is CaseEventType.Reminder or CaseEventType.Escalated or CaseEventType.Answered or CaseEventType.Quality or CaseEventType.AnswerLate or CaseEventType.Blocked or CaseEventType.Unblocked && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("to", out var to) ? Numbers(to) : [];

    private static IEnumerable<int> Mentioned(JsonElement data, params string[] fields)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("changes", out var changes) || changes.ValueKind != JsonValueKind.Object)
            return [];
        return changes.EnumerateObject().Where(c => fields.Contains(c.Name)).SelectMany(c => Numbers(c.Value));
    }

    private static IEnumerable<int> Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var one) => [one],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Numbers),
        _ => [],
    };

    private static async Task<List<LogbookRow>> PieceAsync(IQueryable<LogbookRow> rows, LogSource source, LogbookFilter asked, CaseCursor? cursor, CancellationToken ct)
    {
        if (cursor is { Id: var last } && cursor.Keys is [DateTime at, int order])
            rows = (int)source > order ? rows.Where(r => r.At <= at)
                : (int)source < order ? rows.Where(r => r.At < at)
                : rows.Where(r => r.At <= at && (r.At < at || r.Sequence < last));
        return await rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Sequence).Take(asked.Limit + 1).ToListAsync(ct);
    }
}
