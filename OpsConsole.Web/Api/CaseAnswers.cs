using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Api;

/// <summary>Cases as answers: one with its version, or a page of them with all their facts in few statements.</summary>
public sealed class CaseAnswers(CaseFactQueries facts, TimeProvider clock)
{
    /// <summary>Null where the case is not visible.</summary>
    public async Task<CaseAnswer?> FindAsync(string number, Actor actor, CancellationToken ct) =>
        await facts.FindAsync(number, actor, ct) is { } found ? CaseAnswer.Of(found.Row, found.Campaign, found.Facts, clock.GetUtcNow().UtcDateTime) : null;

    /// <summary>As a change left it.</summary>
    public async Task<CaseAnswer?> OfAsync(CaseDone done, Actor actor, CancellationToken ct) =>
        await facts.OfAsync(done, actor, ct) is { } left ? CaseAnswer.Of(left.Row, left.Campaign, left.Facts, clock.GetUtcNow().UtcDateTime) : null;

    public async Task<IReadOnlyList<CaseAnswer>> OfAsync(IReadOnlyList<CaseRow> rows, Campaign campaign, Actor actor, CancellationToken ct)
    {
        var known = rows.Count == 0 ? new Dictionary<long, CaseFacts>() : await facts.ReadAsync([.. rows.Select(r => r.Id)], campaign, actor, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. rows.Select(r => CaseAnswer.Of(r, campaign, known.GetValueOrDefault(r.Id, CaseFacts.None), now))];
    }
}
