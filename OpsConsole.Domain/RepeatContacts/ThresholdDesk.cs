using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>From when on a customer is recurrent or a repeat, as the campaign's page edits it (docs/rules.md, "Contact log").</summary>
public sealed record ThresholdForm(int? RecurrentContacts, int? RecurrentDays, int? RepeatContacts, int? RepeatDays)
{
    public const int FewestContacts = 2;

    public static ThresholdForm Of(RepeatThresholds thresholds) => new(thresholds.Recurrent.Contacts, thresholds.Recurrent.Days, thresholds.Repeat.Contacts, thresholds.Repeat.Days);

    /// <summary>Only after <see cref="Check"/> found nothing wrong.</summary>
    public RepeatThresholds Thresholds => new() { Recurrent = new(RecurrentContacts!.Value, RecurrentDays!.Value), Repeat = new(RepeatContacts!.Value, RepeatDays!.Value) };

    public IReadOnlyList<Refusal> Check() => [.. new[]
    {
        Check(RecurrentContacts, "recurrentContacts", FewestContacts, RepeatThresholds.MostContacts), Check(RecurrentDays, "recurrentDays", 1, RepeatThresholds.MostDays),
        Check(RepeatContacts, "repeatContacts", FewestContacts, RepeatThresholds.MostContacts), Check(RepeatDays, "repeatDays", 1, RepeatThresholds.MostDays),
    }.OfType<Refusal>()];

    private static Refusal? Check(int? number, string field, int least, int most) =>
        number is not { } given ? new("required", field) : given < least || given > most ? new("campaign.number_range", field, least, most) : null;
}

/// <summary>A customer whose mark would be another.</summary>
/// <param name="Account">As the last contact writes it.</param>
/// <param name="Name">Where the customer is known.</param>
public sealed record MovedCustomer(string Account, string? Name, int Contacts);

/// <summary>Those who would get a mark or lose it: how many, and the first of them.</summary>
public sealed record MarkMoves(int Entering, IReadOnlyList<MovedCustomer> FirstEntering, int Leaving, IReadOnlyList<MovedCustomer> FirstLeaving);

/// <summary>What other thresholds would make of the customers as they stand now (docs/rules.md, "Contact log").</summary>
public sealed record ThresholdPreview(MarkMoves Recurrent, MarkMoves Repeat) : Outcome.Done;

/// <summary>Changes thresholds: says first who enters and who leaves, then marks the log anew as a job (docs/rules.md, "Contact log").</summary>
public sealed class ThresholdDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, DeadlineQueue queue, TimeProvider clock)
{
    public const int Named = 50;
    private const int Tries = 4;

    /// <summary>Changes nothing; the answer is a <see cref="ThresholdPreview"/>.</summary>
    public async Task<Outcome> PreviewAsync(string code, ThresholdForm form, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (campaign, refusal) = await LoadAsync(db, code, form, actor, ct);
        if (campaign is null)
            return refusal!;
        var (before, after, now) = (campaign.Settings.Cell.Thresholds, form.Thresholds, clock.Now());
        var since = now.AddDays(-new[] { before, after }.Max(t => Math.Max(t.Recurrent.Days, t.Repeat.Days)));
        var cells = await db.Campaigns.Where(c => c.Kind == CampaignKind.RepeatContact).Select(c => c.Id).ToListAsync(ct);
        var (recurrent, repeat) = (new Tally(), new Tally());
        List<Row> one = [];
        await foreach (var row in db.Contacts.AsNoTracking().Where(c => EF.Parameter(cells).Contains(c.CampaignId) && c.At >= since && c.At <= now).OrderBy(c => c.HolderId).ThenBy(c => c.At).ThenBy(c => c.Id)
            .Select(c => new Row(c.HolderId, c.CampaignId, c.Account, new(c.Id, c.At, c.SymptomKey, c.IsComplaint))).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (one.Count > 0 && one[0].Holder != row.Holder)
            {
                Judge(one);
                one.Clear();
            }
            one.Add(row);
        }
        Judge(one);
        var accounts = new[] { recurrent, repeat }.SelectMany(t => t.In.Concat(t.Out)).Select(m => NewContact.KeyOf(m.Account)).Distinct().ToList();
        var names = (await db.Customers.AsNoTracking().Include(c => c.Accounts).Where(c => c.Accounts.Any(a => EF.Parameter(accounts).Contains(a.Key))).ToListAsync(ct))
            .SelectMany(c => c.Accounts.Select(a => (a.Key, c.Name))).Where(a => a.Name is not null).DistinctBy(a => a.Key).ToDictionary(a => a.Key, a => a.Name!);
        return new ThresholdPreview(recurrent.Said(names), repeat.Said(names));

        void Judge(List<Row> own)
        {
            if (own.Count == 0 || own[^1].Campaign != campaign.Id)      // the last contact decides whose thresholds hold
                return;
            var history = new HolderHistory(own.Select(r => r.Contact));
            var (was, will) = (history.MarkAt(now, before), history.MarkAt(now, after));
            recurrent.Add(was.IsRecurrent, will.IsRecurrent, own[^1].Account, will.Contacts);
            repeat.Add(was.IsRepeat, will.IsRepeat, own[^1].Account, will.Same);
        }
    }

    /// <summary>Contacts from now on are marked by the new thresholds; the answer names the job that marks those that are there. Without a name there are none.</summary>
    /// <param name="version">The version of the campaign that the form was based on.</param>
    public async Task<Outcome> ChangeAsync(string code, long version, ThresholdForm form, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var (campaign, refusal) = await LoadAsync(db, code, form, actor, ct);
            if (campaign is null)
                return refusal!;
            if (campaign.Version != version)
                return new Outcome.Conflict(campaign.Version, null, campaign.ModifiedAt, new Dictionary<string, object?>());
            var (before, now) = (campaign.Settings.Cell.Thresholds, clock.Now());
            if (before == form.Thresholds)
                return new Outcome.Done(version);
            campaign.Settings = campaign.Settings with { Cell = campaign.Settings.Cell with { Thresholds = form.Thresholds } };
            (campaign.ModifiedAt, campaign.Version) = (now, campaign.Version + 1);
            db.Audit.Add(new() { At = now, ById = actor.Id, Type = "campaign.thresholds_changed", Target = $"campaign:{campaign.Code}", Data = Json.Write(new { changes = new { thresholds = new[] { before, form.Thresholds } } }) });
            var total = await db.Contacts.CountAsync(c => c.CampaignId == campaign.Id, ct);
            var job = new DeadlineJob { Id = Job.NewId(), CampaignId = campaign.Id, ById = actor.Id, State = JobState.Queued, CreatedAt = now, Because = DeadlineJob.Thresholds, Total = total, Version = 1 };
            db.DeadlineJobs.Add(job);       // also where nothing is logged yet: one that is being logged right now is found by it
            try
            {
                await log.CommitAsync(db, ct);
            }
            catch (DbUpdateConcurrencyException) when (left > 1)        // another's commit came between: looked at again, it is a conflict
            {
                continue;
            }
            queue.Bell.Ring();
            return new Outcome.Done(campaign.Version, job.Id);
        }
    }

    private static async Task<(Campaign? Found, Outcome? Refusal)> LoadAsync(OpsDbContext db, string code, ThresholdForm form, Actor actor, CancellationToken ct)
    {
        if (!await db.IsCurrentAsync(actor, ct))
            return (null, new Outcome.SignedOut());
        if (await db.Campaigns.VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, ct) is not { } campaign)
            return (null, new Outcome.Missing());
        if (!actor.MayManageCampaigns)
            return (null, new Outcome.Forbidden());
        if (form.Check() is { Count: > 0 } errors)
            return (null, new Outcome.Invalid(errors));
        return campaign.Kind == CampaignKind.RepeatContact ? (campaign, null) : (null, new Outcome.Refused([new("case.other_kind")]));
    }

    private sealed record Row(long Holder, int Campaign, string Account, CountedContact Contact);

    private sealed class Tally
    {
        private int _in, _out;

        public List<MovedCustomer> In { get; } = [];
        public List<MovedCustomer> Out { get; } = [];

        public void Add(bool was, bool will, string account, int contacts)
        {
            if (was == will)
                return;
            var list = will ? In : Out;
            if ((will ? ++_in : ++_out) <= Named)
                list.Add(new(account, null, contacts));
        }

        public MarkMoves Said(IReadOnlyDictionary<string, string> names)
        {
            List<MovedCustomer> With(List<MovedCustomer> list) => list.ConvertAll(m => m with { Name = names.GetValueOrDefault(NewContact.KeyOf(m.Account)) });
            return new(_in, With(In), _out, With(Out));
        }
    }
}
