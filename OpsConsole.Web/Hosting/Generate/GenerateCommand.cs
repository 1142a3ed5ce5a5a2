using System.Globalization;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Demo;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Hosting.Generate;

/// <summary>`generate --campaign operaciones --cases 200000 --seed 1`: many invented cases for trials and measurements. The same seed makes the same cases, seen from the hour in which it runs.</summary>
public sealed class GenerateCommand(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public const string Verb = "generate";

    private const int SliceSize = 4_000, Days = 180;

    /// <summary>Null when the arguments cannot be read.</summary>
    public static (string Campaign, int Cases, int Seed)? Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string> { ["--cases"] = "200000", ["--seed"] = "1" };
        for (var i = 1; i + 1 < arguments.Count; i += 2)
            given[arguments[i]] = arguments[i + 1];
        return arguments.Count % 2 == 1 && given.Keys.All(k => k is "--campaign" or "--cases" or "--seed") && given.TryGetValue("--campaign", out var campaign)
            && int.TryParse(given["--cases"], CultureInfo.InvariantCulture, out var cases) && cases > 0 && int.TryParse(given["--seed"], CultureInfo.InvariantCulture, out var seed)
            ? (campaign, cases, seed)
            : null;
    }

    /// <summary>Null when it is done; else why not.</summary>
    public async Task<string?> RunAsync(IReadOnlyList<string> arguments, Action<string> say, CancellationToken ct)
    {
        if (Parse(arguments) is not { } wanted)
            return $"Usage: {Verb} --campaign CODE [--cases 200000] [--seed 1]";
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Campaigns.SingleOrDefaultAsync(c => c.Code == wanted.Campaign, ct) is not { Kind: CampaignKind.CloseTheLoop or CampaignKind.Retention } campaign)
            return $"There is no campaign '{wanted.Campaign}' of the kinds {CampaignKind.CloseTheLoop} and {CampaignKind.Retention}.";
        var branches = await db.Branches.AsNoTracking().Where(b => b.IsActive).OrderBy(b => b.Id).ToListAsync(ct);
        if (branches.Count == 0)
            return "There is no branch to give the cases to.";
        var prefix = string.Create(CultureInfo.InvariantCulture, $"G{wanted.Seed}-");
        if (await db.Cases.AnyAsync(c => c.CampaignId == campaign.Id && c.ExternalId!.StartsWith(prefix), ct))
            return $"Seed {wanted.Seed} was generated here already: give another one.";
        var workers = await WorkersAsync(db, ct);
        if (campaign.Kind == CampaignKind.Retention && workers.Count == 0)
            return "There is nobody who could have worked the cases.";
        await PrepareAsync(db, campaign, ct);
        await FieldIndexing.EnsureAsync(log, db.IsSqlite, ct);
        var started = clock.GetTimestamp();
        var slices = campaign.Kind == CampaignKind.Retention
            ? new GeneratedRequests(campaign, branches, workers, clock).Make(wanted.Cases, wanted.Seed, prefix).Chunk(SliceSize).Select(slice => slice.ToList())
            : Make(campaign, branches, wanted.Cases, wanted.Seed, prefix);
        await WriteAsync(db, slices, wanted.Cases, say, ct);
        await SilenceAsync(db, campaign, ct);
        say(string.Create(CultureInfo.InvariantCulture, $"{wanted.Cases:N0} cases in {clock.GetElapsedTime(started).TotalSeconds:N1} s"));
        return null;
    }

    private async Task PrepareAsync(OpsDbContext db, Campaign campaign, CancellationToken ct)
    {
        if (campaign.Kind == CampaignKind.CloseTheLoop)
            campaign.Schema = InventedSurveys.Prepare(campaign.Schema);
        if (!db.ChangeTracker.HasChanges())
            return;
        campaign.Version++;
        await log.CommitAsync(db, ct);
    }

    /// <summary>Whoever could have worked a case, by the stamp that they have now.</summary>
    private static async Task<List<Actor>> WorkersAsync(OpsDbContext db, CancellationToken ct) =>
        (await db.Users.AsNoTracking().Where(u => !u.IsDisabled && (u.Role == Role.Agent || u.Role == Role.BranchHead || u.Role == Role.ExperienceAnalyst)).OrderBy(u => u.Id).ToListAsync(ct))
        .ConvertAll(u => new Actor(u.Id, u.Name, u.Email!, u.Role, u.RightsStamp) { BranchId = u.BranchId });

    /// <summary>What passed in an invented past is no news.</summary>
    private async Task SilenceAsync(OpsDbContext db, Campaign campaign, CancellationToken ct)
    {
        var (id, now) = (campaign.Id, clock.GetUtcNow().UtcDateTime);
        await log.CommitAsync(db, ct, save =>
        {
            save.Cases.Where(c => c.CampaignId == id && c.IsOpen && c.AwaitsDeadline && c.DueAt <= now).ExecuteUpdate(set => set.SetProperty(c => c.AwaitsDeadline, false));
            save.Cases.Where(c => c.CampaignId == id && c.AwaitsContact && c.NextContactAt <= now).ExecuteUpdate(set => set.SetProperty(c => c.AwaitsContact, false));
        });
    }

    private IEnumerable<List<Case>> Make(Campaign campaign, List<Branch> branches, int count, int seed, string prefix)
    {
        var time = CampaignTime.Of(campaign, clock);
        var random = new Random(seed);
        var surveys = new InventedSurveys(campaign, time, random, prefix);
        var now = new DateTime(time.UtcNow.Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, DateTimeKind.Utc);
        for (var first = 0; first < count; first += SliceSize)
        {
            var slice = new List<Case>(SliceSize);
            for (var i = first; i < Math.Min(first + SliceSize, count); i++)
            {
                var at = now.AddSeconds(-random.Next(7 * 3600, Days * 24 * 3600));
                var content = surveys.Make(i + 1, branches[i % branches.Count], at, surveys.AnyScore(), surveys.AnyTopic());
                slice.Add(Case.Create(campaign, content, null, null, at.AddHours(6), clock));
            }
            yield return slice;
        }
    }

    /// <summary>Inventing and writing run beside each other.</summary>
    private async Task WriteAsync(OpsDbContext db, IEnumerable<List<Case>> slices, int total, Action<string> say, CancellationToken ct)
    {
        var writer = new SliceWriter(db.Model);
        var ready = Channel.CreateBounded<List<Case>>(3);
        var inventing = Task.Run(async () =>
        {
            try
            {
                foreach (var slice in slices)
                    await ready.Writer.WriteAsync(slice, ct);
                ready.Writer.Complete();
            }
            catch (Exception e)     // the reader must learn of it, or it would wait for ever
            {
                ready.Writer.Complete(e);
            }
        }, ct);
        var (done, started) = (0, clock.GetTimestamp());
        await foreach (var slice in ready.Reader.ReadAllAsync(ct))
        {
            done += await log.WriteAsync(transaction => writer.Write(transaction, slice), ct);
            var seconds = clock.GetElapsedTime(started).TotalSeconds;
            say(string.Create(CultureInfo.InvariantCulture, $"{done,10:N0} of {total:N0}  {done / Math.Max(seconds, 0.001),8:N0}/s"));
        }
        await inventing;
        await log.WriteAsync(transaction =>
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "ANALYZE";
            return command.ExecuteNonQuery();
        }, ct);
    }
}
