using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Sla;

/// <summary>Makes, changes and removes calendars; only administrators may. Campaigns that count by one get its new version, and their deadlines move as jobs (docs/rules.md, "Moving deadlines").</summary>
public sealed partial class CalendarDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, DeadlineQueue queue, TimeProvider clock)
{
    public const int CodeMax = 20;

    private readonly AdminCommand _command = new(contexts, log, clock);

    /// <param name="from">The code of the calendar that it starts from; null: of nothing but weekends.</param>
    public Task<Outcome> CreateAsync(string? code, string? name, string? from, Actor actor, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        var known = await db.Calendars.AsNoTracking().ToListAsync(ct);
        var errors = new List<Refusal>();
        if (TextRules.Check(code, "code", CodeMax) is { } bad)
            errors.Add(bad);
        else if (!CodeShape().IsMatch(code!))
            errors.Add(new("calendar.code_shape", "code"));
        else if (known.Any(c => c.Code == code))
            errors.Add(new("calendar.code_taken", "code"));
        if (TextRules.Check(name, "name", CalendarRules.NameMax) is { } badName)
            errors.Add(badName);
        var source = known.SingleOrDefault(c => c.Code == from);
        if (!string.IsNullOrEmpty(from) && source is null)
            errors.Add(new("unknown", "from"));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var year = _command.Now.Year;
        var made = new WorkCalendar
        {
            Code = code!,
            Name = name!.Trim(),
            ModifiedAt = _command.Now,
            Version = 1,
            Content = source?.Content ?? new()
            {
                FirstYear = year,
                LastYear = year + 1,
                Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday],
                Hours = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(d => new OpenHours(d, new(9, 0), new(18, 0)))],
            },
        };
        db.Calendars.Add(made);
        _command.Audit(db, actor, "calendar.created", $"calendar:{made.Code}", new { made.Name, from });
        return new Outcome.Done(1, made.Code);
    }, ct);

    /// <summary>What the change would move, over all campaigns that count by it; changes nothing, the answer is a <see cref="SlaPreview"/>.</summary>
    public async Task<Outcome> PreviewAsync(string code, string? name, CalendarContent content, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.MayAdminister)
            return new Outcome.Forbidden();
        if (await db.Calendars.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct) is not { } calendar)
            return new Outcome.Missing();
        if (CalendarRules.Check(name, content, Today) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var moves = DeadlineMoves.None;
        foreach (var campaign in await UsersAsync(db.Campaigns.AsNoTracking(), code, ct))
        {
            var plan = await DeadlinePlan.OfAsync(db, campaign, campaign.Settings.Sla with { Calendar = content.Calendar(code, name!.Trim(), calendar.Version + 1) }, clock, ct);
            moves += await plan.CountAsync(db, clock.Now(), ct);
        }
        return new SlaPreview(moves);
    }

    /// <param name="version">The version that the form was based on.</param>
    public async Task<Outcome> ChangeAsync(string code, long version, string? name, CalendarContent content, Actor actor, CancellationToken ct)
    {
        var outcome = await _command.RunAsync(actor, async db =>
        {
            if (await db.Calendars.SingleOrDefaultAsync(c => c.Code == code, ct) is not { } calendar)
                return new Outcome.Missing();
            content = content with { Days = [.. content.Days.OrderBy(d => d.Date)], Hours = [.. content.Hours.OrderBy(h => h.Weekday).ThenBy(h => h.From)] };
            if (CalendarRules.Check(name, content, Today) is { Count: > 0 } errors)
                return new Outcome.Invalid(errors);
            if (calendar.Version != version)
                return new Outcome.Conflict(calendar.Version, null, calendar.ModifiedAt, new Dictionary<string, object?>());
            var before = calendar.Content;
            if (Json.Write(before) == Json.Write(content) && calendar.Name == name!.Trim())
                return new Outcome.Done(version, code);
            (calendar.Name, calendar.Content, calendar.ModifiedAt, calendar.Version) = (name!.Trim(), content, _command.Now, version + 1);
            _command.Audit(db, actor, "calendar.changed", $"calendar:{code}", new
            {
                version = calendar.Version,
                added = content.Days.Except(before.Days),
                removed = before.Days.Except(content.Days),
                changes = new { years = new[] { $"{before.FirstYear}-{before.LastYear}", $"{content.FirstYear}-{content.LastYear}" }, weekend = new[] { before.Weekend, content.Weekend }, hours = new[] { before.Hours, content.Hours } },
            });
            foreach (var campaign in await UsersAsync(db.Campaigns, code, ct))
            {
                campaign.Settings = campaign.Settings with { Sla = campaign.Settings.Sla with { Calendar = calendar.AsOfNow() } };
                (campaign.ModifiedAt, campaign.Version) = (_command.Now, campaign.Version + 1);
                await SlaDesk.JobAsync(db, campaign, DeadlineJob.Calendar, actor, _command.Now, clock, ct);
            }
            return new Outcome.Done(calendar.Version, code);
        }, ct);
        if (outcome is Outcome.Done)
            queue.Bell.Ring();
        return outcome;
    }

    /// <summary>Refused while a campaign counts by it.</summary>
    public Task<Outcome> RemoveAsync(string code, Actor actor, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        if (await db.Calendars.SingleOrDefaultAsync(c => c.Code == code, ct) is not { } calendar)
            return new Outcome.Missing();
        if (await UsersAsync(db.Campaigns.AsNoTracking(), code, ct) is { Count: > 0 } users)
            return new Outcome.Refused([new("calendar.in_use", null, users.Count)]);
        db.Calendars.Remove(calendar);
        _command.Audit(db, actor, "calendar.removed", $"calendar:{code}");
        return new Outcome.Done();
    }, ct);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Campaigns are few, and which calendar one counts by is within its settings.</summary>
    private static async Task<List<Campaign>> UsersAsync(IQueryable<Campaign> campaigns, string code, CancellationToken ct) => [.. (await campaigns.ToListAsync(ct)).Where(c => c.Settings.Sla.Calendar?.Code == code)];

    [GeneratedRegex(@"^[A-Z0-9]+(-[A-Z0-9]+)*\z")]
    private static partial Regex CodeShape();
}
