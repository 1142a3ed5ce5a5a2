using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Demo;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Hosting.Generate;

/// <summary>Withdrawal requests of half a year by the same steps that people take: four of five disposed of, in shares as a retention desk has them.</summary>
internal sealed class GeneratedRequests(Campaign campaign, IReadOnlyList<Branch> branches, IReadOnlyList<Actor> workers, TimeProvider clock)
{
    private const int Days = 180;

    private static readonly (string State, int Share)[] Shares =
        [("retenido", 38), ("retenido_seguimiento", 7), ("retiro_en_proceso", 25), ("no_procede", 11), ("no_aplica", 7), ("no_contesta_derivado_a_n1", 5), ("pendiente", 7)];

    private static readonly string[] WithEquipment = ["DTH", "TELEVISION", "INTERNET", "CDMA"];

    public IEnumerable<Case> Make(int count, int seed, string prefix)
    {
        var random = new Random(seed);
        var now = new DateTime(clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, DateTimeKind.Utc);
        var then = new DemoClock(now);
        var time = CampaignTime.Of(campaign, then);
        var requests = new InventedRequests(campaign, time, random, prefix);
        var staff = branches.ToDictionary(b => b.Id, b => workers.Where(w => w.BranchId == b.Id) is var own && own.Any() ? own.ToList() : workers.ToList());
        for (var i = 0; i < count; i++)
        {
            var branch = branches[i % branches.Count];
            var imported = now.AddSeconds(-random.Next(600, Days * 24 * 3600));
            var who = staff[branch.Id][random.Next(staff[branch.Id].Count)];
            var (state, motive) = Choose(random);
            var request = requests.Make(i + 1, branch, state.NeedsAttempts ? requests.Of(WithEquipment) : requests.ProductFor(motive), imported, toReturn: state.NeedsAttempts);
            var made = Case.CreateService(campaign, requests.Content(request), branch.Id, "", null, imported, clock, null);
            var at = imported.AddMinutes(random.Next(60, 40 * 60));
            if (state.NeedsAttempts)
                at = Called(made, request, who, imported, at, now, random);
            if (random.Next(5) > 0 && at < now)
            {
                then.Now = at;
                var later = time.Day(at).AddDays(random.Next(1, 6));
                made.DisposeRetention(campaign, requests.Answer(request, state, motive, time.Day(at), later, state.Final ? null : time.ToUtc(later.ToDateTime(new(10, 0))))!, who, at, time);
            }
            yield return made;
        }
    }

    /// <summary>A call a day for three days, as far as there were so many; answers when the last one was.</summary>
    private DateTime Called(Case made, InventedRequest request, Actor who, DateTime imported, DateTime first, DateTime now, Random random)
    {
        var last = imported;
        for (var day = 0; day < 3 && first.AddDays(day) < now; day++)
        {
            last = first.AddDays(day);
            made.Record(campaign, new() { At = last, RecordedAt = last, Channel = AttemptChannel.Phone, ContactPoint = request.Phone, Result = random.Next(3) == 0 ? AttemptResult.PhoneOff : AttemptResult.NoAnswer, ById = who.Id }, who, last);
        }
        return made.AttemptCount < 3 ? DateTime.MaxValue : last.AddMinutes(20);
    }

    private (RetentionState State, Motive Motive) Choose(Random random)
    {
        var drawn = random.Next(Shares.Sum(s => s.Share));
        var state = campaign.Settings.Retention.State(Shares.First(s => (drawn -= s.Share) < 0).State)!;
        var motives = campaign.Settings.Retention.MotivesOf(state);
        return (state, motives[random.Next(motives.Count)]);
    }
}
