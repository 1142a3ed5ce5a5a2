using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Cases;

/// <summary>How many attempts a finish needs, and when the next ones are proposed (docs/rules.md, "Attempts").</summary>
public static class AttemptRules
{
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromMinutes(2), BackAtMost = TimeSpan.FromDays(7);

    private static bool Unreached(ContactAttempt attempt) => attempt.Result is AttemptResult.NoAnswer or AttemptResult.PhoneOff;

    /// <summary>Null when the attempts suffice for finishing with this kind of contact; else how many there are and how many it takes.</summary>
    public static Refusal? Missing(ContactType contact, IReadOnlyList<ContactAttempt> attempts, CampaignSettings settings, CampaignTime time)
    {
        var (have, need) = contact.Reached
            ? (attempts.Count(a => Codes.Of(a.Result) == contact.Code), contact.MinAttempts)
            : (MostOnOneDay(attempts, time), settings.AttemptProtocol.UnreachedNeeds);
        return have >= need ? null : new("finish.attempts_missing", "contactType", have, need);
    }

    /// <summary>The campaign's protocol before somebody counts as not reachable: so many attempts without an answer, on so many days, none that reached the customer after the first of them. Null: done.</summary>
    public static Refusal? MissingUnreached(IReadOnlyList<ContactAttempt> attempts, AttemptProtocol protocol, CampaignTime time)
    {
        if (protocol.Days <= 1)
            return MostOnOneDay(attempts, time) is var most && most >= protocol.UnreachedNeeds ? null : new("finish.attempts_missing", Have: most, Need: protocol.UnreachedNeeds);
        var lastEffective = LastEffective(attempts);
        var unreached = attempts.Where(a => Unreached(a) && a.At > lastEffective).ToList();
        var days = unreached.Select(a => time.Day(a.At)).Distinct().Count();
        return days < protocol.Days ? new("finish.attempts_missing", Have: days, Need: protocol.Days)
            : unreached.Count < protocol.UnreachedNeeds ? new("finish.attempts_missing", Have: unreached.Count, Need: protocol.UnreachedNeeds) : null;
    }

    /// <summary>The most unreached attempts on one local day that no effective one followed.</summary>
    public static int MostOnOneDay(IReadOnlyList<ContactAttempt> attempts, CampaignTime time)
    {
        var lastEffective = LastEffective(attempts);
        return attempts.Where(Unreached).GroupBy(a => time.Day(a.At))
            .Where(day => day.Max(a => a.At) >= lastEffective)
            .Select(day => day.Count()).DefaultIfEmpty(0).Max();
    }

    private static DateTime LastEffective(IReadOnlyList<ContactAttempt> attempts) => attempts.Where(a => a.Result == AttemptResult.Effective).Select(a => a.At).DefaultIfEmpty(DateTime.MinValue).Max();

    public static int Today(IReadOnlyList<ContactAttempt> attempts, CampaignTime time) => attempts.Count(a => time.Day(a.At) == time.Today);

    /// <summary>When an attempt may have taken place: since the survey, at most 7 days back, not in the future.</summary>
    public static Refusal? CheckTime(DateTime at, Case alert, DateTime now) =>
        at > now + FutureTolerance ? new("attempt.in_future", "at")
        : at < now - BackAtMost ? new("attempt.too_old", "at")
        : at < alert.ReceivedAt ? new("attempt.before_survey", "at") : null;

    /// <summary>The calls of today still proposed, UTC: so many minutes after the last attempt, never in the past and never outside the hours. Empty when the day allows none any more, or needs none.</summary>
    public static IReadOnlyList<DateTime> Propose(AttemptProtocol protocol, IReadOnlyList<ContactAttempt> attempts, CampaignTime time)
    {
        var (now, today) = (time.UtcNow, time.Today);
        var tried = attempts.Where(a => time.Day(a.At) == today).ToList();
        var from = tried.Where(Unreached).Select(a => a.At).DefaultIfEmpty(now).Max();
        var opens = time.ToUtc(today.ToDateTime(TimeOnly.Parse(protocol.Hours[0], CultureInfo.InvariantCulture)));
        return [.. protocol.Propose.Take(Math.Max(0, protocol.UnreachedNeeds - tried.Count(Unreached)))
            .Select(minutes => Later(from.AddMinutes(minutes), Later(opens, now))).Where(at => at <= Closes(protocol, time)).Distinct()];
    }

    /// <summary>The day's last hour for calls, UTC.</summary>
    public static DateTime Closes(AttemptProtocol protocol, CampaignTime time) =>
        time.ToUtc(time.Today.ToDateTime(TimeOnly.Parse(protocol.Hours[1], CultureInfo.InvariantCulture)));

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;
}
