using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Demo;

/// <summary>Makes the demo organisation on an empty database, through the desks and with a clock set back to when each thing would have been done; and lets its accounts in or keeps them out (docs/rules.md, "Demo").</summary>
public sealed class DemoDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, ActorQueries actors, IPasswordHasher<OpsUser> hasher, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    public const string Campaign = "operaciones", CampaignName = "Operaciones", ServiceCampaign = "servicio", ServiceName = "Servicio al cliente", RetentionCampaign = "retencion", RetentionName = "Retención", CellCampaign = "recurrentes", CellName = "Contactos recurrentes", RequirementsCampaign = "requerimientos", RequirementsName = "Requerimientos";

    /// <summary>Values of the setting <see cref="SetupDesk.MadeWithDemo"/>: being made, made, made and its accounts kept out, not to be made.</summary>
    public const string Making = "making", Made = "true", KeptOut = "kept_out", Never = "false";

    private const int Seed = 20_260_101, Since = 35;

    /// <summary>Nobody and nothing is there.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Users.AnyAsync(ct) && !await db.Campaigns.AnyAsync(ct) && !await db.CaseEvents.AnyAsync(ct) && !await db.Branches.AnyAsync(ct);
    }

    /// <summary>This database is for real work: it never gets demo data.</summary>
    public async Task ForbidAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Settings.Add(new() { Key = SetupDesk.MadeWithDemo, Value = Never });
        await log.CommitAsync(db, ct);
    }

    /// <summary>People, campaign and the story of its last thirty days, on an empty database.</summary>
    public async Task BuildAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var then = new DemoClock(now.AddDays(-Since));
        var admin = await PeopleAsync(then, ct);
        await WorkAsync(admin, new DemoClock(now), ct);
        await MarkAsync(Made, ct);
    }

    /// <summary>Follows the configuration: with the demo off its accounts are disabled, with the demo on they are back.</summary>
    public async Task AdmitAsync(bool enabled, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Settings.SingleOrDefaultAsync(s => s.Key == SetupDesk.MadeWithDemo, ct) is not { Value: Made or KeptOut } state || state.Value == (enabled ? Made : KeptOut))
            return;
        foreach (var user in await db.Users.Where(u => u.IsDemo && u.IsDisabled == enabled).ToListAsync(ct))
        {
            user.IsDisabled = !enabled;
            user.RightsStamp++;
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
            db.Audit.Add(new() { At = clock.GetUtcNow().UtcDateTime, Type = enabled ? "user.enabled" : "user.disabled", Target = $"user:{user.Id}", Data = """{"by":"demo"}""" });
        }
        state.Value = enabled ? Made : KeptOut;
        await log.CommitAsync(db, ct);
    }

    private async Task<Actor> PeopleAsync(DemoClock then, CancellationToken ct)
    {
        var first = DemoPeople.Administrator;
        var setup = new SetupDesk(contexts, log, hasher, identity, then);
        var id = Expect(await setup.CreateFirstAsync(first.Name, first.Email, DemoPeople.Password, new Dictionary<string, string> { [SetupDesk.MadeWithDemo] = Making }, ct));
        var admin = (await actors.FindAsync(int.Parse(id!), null, ct))!;
        var (regions, branches) = (new RegionDesk(contexts, log, then), new BranchDesk(contexts, log, then));
        foreach (var (code, name) in DemoPeople.Regions)
            Expect(await regions.CreateAsync(code, name, admin, ct));
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var (code, name, region) in DemoPeople.Branches)
            Expect(await branches.CreateAsync(code, name, await db.Regions.Where(r => r.Code == region).Select(r => r.Id).SingleAsync(ct), admin, ct));
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, Campaign, CampaignName, then.Now);
        campaign.Schema = InventedSurveys.Prepare(campaign.Schema);
        var service = CampaignTemplate.Create(CampaignKind.ServiceCase, ServiceCampaign, ServiceName, then.Now);
        service.Settings = service.Settings with { DispositionTree = DemoService.Finer(service.Settings.DispositionTree) };
        var retention = CampaignTemplate.Create(CampaignKind.Retention, RetentionCampaign, RetentionName, then.Now);
        var cell = CampaignTemplate.Create(CampaignKind.RepeatContact, CellCampaign, CellName, then.Now);
        var requirements = CampaignTemplate.Create(CampaignKind.Requirement, RequirementsCampaign, RequirementsName, then.Now);
        db.Campaigns.AddRange(campaign, service, retention, cell, requirements);
        await log.CommitAsync(db, ct);
        var people = new PeopleDesk(contexts, log, hasher, identity, then);
        foreach (var person in DemoPeople.All)
            Expect(await people.CreateAsync(await FormAsync(db, person, person.Role == Role.BackOffice ? [cell.Id, requirements.Id] : [campaign.Id, service.Id, retention.Id, cell.Id, requirements.Id], ct), DemoPeople.Password, admin, ct));
        var ids = await db.Users.AsNoTracking().ToDictionaryAsync(u => u.Email!, u => u.Id, ct);
        cell.Settings = DemoCell.WithPeople(cell.Settings, ids);
        requirements.Settings = DemoRequirements.WithPeople(requirements.Settings, ids);
        await log.CommitAsync(db, ct);
        return admin;
    }

    /// <summary>Agents belong to every campaign, the back office to those that have one.</summary>
    private static async Task<PersonForm> FormAsync(OpsDbContext db, DemoPerson person, List<int> campaigns, CancellationToken ct) => new()
    {
        Name = person.Name,
        Email = person.Email,
        Role = person.Role,
        BranchId = await db.Branches.Where(b => b.Code == person.Place).Select(b => (int?)b.Id).SingleOrDefaultAsync(ct),
        RegionIds = await db.Regions.Where(r => r.Code == person.Place).Select(r => r.Id).ToListAsync(ct),
        CampaignIds = person.Role is Role.Agent or Role.BackOffice ? campaigns : [],
    };

    private async Task WorkAsync(Actor admin, DemoClock then, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Campaign, ct);
        var branches = await db.Branches.AsNoTracking().OrderBy(b => b.Id).ToListAsync(ct);
        var staff = new List<Actor>();
        foreach (var id in await db.Users.Where(u => u.Id != admin.Id).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct))
            staff.Add((await actors.FindAsync(id, null, ct))!);
        var random = new Random(Seed);
        var time = CampaignTime.Of(campaign, then);
        var story = new DemoStory(campaign, new(campaign, time, random, "D"), random, time, ct);
        Actor Head(Branch branch) => staff.Single(a => a.Role == Role.BranchHead && a.BranchId == branch.Id);
        var cases = new List<DemoCase>();
        for (var i = 0; i < branches.Count; i++)
        {
            var (branch, neighbour) = (branches[i], branches[(i + 1) % branches.Count]);
            cases.AddRange(story.Tell(new(branch, Head(branch), [.. staff.Where(a => a.Role == Role.Agent && a.BranchId == branch.Id)], neighbour, Head(neighbour), staff.Single(a => a.Role == Role.ExperienceAnalyst))));
        }
        var service = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == ServiceCampaign, ct);
        var told = new DemoService(service, random, CampaignTime.Of(service, then), ct);
        var deeds = branches.SelectMany(branch => told.Tell(branch, [.. staff.Where(a => a.BranchId == branch.Id)])).ToList();
        var retention = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == RetentionCampaign, ct);
        var requests = new DemoRetention(retention, random, CampaignTime.Of(retention, then), ct);
        deeds.AddRange(branches.SelectMany(branch => requests.Tell(branch, [.. staff.Where(a => a.BranchId == branch.Id)])));
        var cell = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == CellCampaign, ct);
        var watch = new AnswerWatch(contexts, log, new(contexts, log, then), then, NullLogger<AnswerWatch>.Instance);
        deeds.AddRange(new DemoCell(cell, random, CampaignTime.Of(cell, then), staff.Single(a => a.Role == Role.BackOffice), staff, new(contexts, new(), log, then), () => watch.RaiseAsync(ct), ct).Tell(branches));
        var requirements = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == RequirementsCampaign, ct);
        deeds.AddRange(new DemoRequirements(requirements, random, CampaignTime.Of(requirements, then), staff, ct).Tell(branches));
        var analyst = staff.Single(a => a.Role == Role.ExperienceAnalyst);
        deeds.AddRange(requests.Files.Where(file => file.Requests.Count > 0).Select(file => new DemoDeed(file.At, _ => ImportAsync(file, analyst, then, ct))));
        await TellAsync(cases, deeds, campaign, then, ct);
        await FeedbackAsync(cell, staff, then, ct);
        await SettleAsync(ct);
    }

    /// <summary>Of the two weeks that are over, one record each for whoever had the most wrong forms; the older one is acknowledged.</summary>
    private async Task FeedbackAsync(Campaign cell, List<Actor> staff, DemoClock then, CancellationToken ct)
    {
        then.Now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var desk = new FeedbackDesk(contexts, log, new(then), then);
        var (monday, told) = (CellHour.MondayOf(CampaignTime.Of(cell, then).Today), new List<int>());
        foreach (var week in new[] { monday.AddDays(-14), monday.AddDays(-7) })
        {
            var last = week.AddDays(6);
            var worst = await db.Cases.Where(c => c.CampaignId == cell.Id && c.FormOn >= week && c.FormOn <= last && c.IsWrong == true && c.FormById != null && !EF.Parameter(told).Contains(c.FormById.Value))
                .GroupBy(c => c.FormById!.Value).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstOrDefaultAsync(ct);
            if (worst == 0)
                continue;
            told.Add(worst);
            var id = Expect(await desk.OpenAsync(cell.Code, worst, week, new("Escalamiento a la célula", "Formularios al área equivocada o con datos faltantes", "Repasar la lista de chequeo de cada causal antes de enviar"), staff.Single(a => a.Role == Role.BackOffice), ct))!;
            if (told.Count == 1)
                Expect(await desk.AcknowledgeAsync(long.Parse(id, CultureInfo.InvariantCulture), "Reviso la lista y el área antes de enviar cada formulario.", staff.Single(a => a.Id == worst), ct));
        }
    }

    /// <summary>A file of withdrawal requests; whoever brings it in looks on, so nobody has to be told how it ended.</summary>
    private async Task ImportAsync(DemoFile file, Actor by, DemoClock then, CancellationToken ct)
    {
        var watch = new JobWatch();
        using var window = watch.Enter();
        var id = Expect(await new ImportDesk(contexts, log, new(contexts, log, watch, then), watch, then).ReceiveAsync(RetentionCampaign, new(ImportKind.Cases, file.Name, Import.NewId(), new(null, false, false)), by, ct))!;
        window.Show(file, [id]);
        Expect(await new ImportRunDesk(contexts, log, watch, then).RunAsync(id, (_, _) => Task.FromResult<IRowSource>(new DemoTable([.. file.Requests.Select(r => r.Row)])), by, ct));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var made = (await db.Cases.Where(c => c.ImportId == id).Select(c => new { c.Id, c.ExternalId }).ToListAsync(ct)).ToDictionary(c => c.ExternalId!, c => CaseNumber.Of(c.Id));
        foreach (var request in file.Requests)
            request.Number = made[request.Row.Complaint];
    }

    /// <summary>Everything in the order of its time, so that the log reads as it would have been written.</summary>
    private async Task TellAsync(List<DemoCase> cases, List<DemoDeed> deeds, Campaign campaign, DemoClock then, CancellationToken ct)
    {
        var desk = new CaseDesk(contexts, new(), log, Attachments.AttachmentQuota.Default, then);
        var waiting = new PriorityQueue<Func<CaseDesk, Task>, DateTime>(deeds.Select(deed => (deed.Do, deed.At)));
        foreach (var batch in cases.GroupBy(c => c.CreatedAt).OrderBy(b => b.Key))
        {
            await UntilAsync(batch.Key);
            then.Now = batch.Key;
            await CreateAsync([.. batch], campaign, then, ct);
            foreach (var made in batch)
                foreach (var step in made.Steps)
                    waiting.Enqueue(on => StepAsync(made, step, on), step.At);
        }
        await UntilAsync(DateTime.MaxValue);

        async Task UntilAsync(DateTime moment)
        {
            while (waiting.TryPeek(out var next, out var at) && at < moment)
            {
                waiting.Dequeue();
                then.Now = at;
                await next(desk);
            }
        }

        static async Task StepAsync(DemoCase made, DemoStep step, CaseDesk on)
        {
            var outcome = await step.Do(on, made);
            Expect(outcome);
            made.Version = ((Outcome.Done)outcome).Version;
        }
    }

    /// <summary>What passed before anybody looked on is no news.</summary>
    private async Task SettleAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var yesterday = now.AddDays(-1);
        await log.CommitAsync(db, ct, save =>
        {
            save.Cases.Where(c => c.AwaitsDeadline && c.DueAt <= now).ExecuteUpdate(set => set.SetProperty(c => c.AwaitsDeadline, false));
            save.Notifications.Where(n => n.Mail != null).ExecuteUpdate(set => set.SetProperty(n => n.Mail, (MailState?)null).SetProperty(n => n.NextMailAt, (DateTime?)null));
            save.Notifications.Where(n => (n.Kind == NotificationKind.Escalated || n.Kind == NotificationKind.Answered || n.Kind == NotificationKind.Returned) && n.At < yesterday).ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, n => (DateTime?)n.At));
        });
    }

    private async Task CreateAsync(List<DemoCase> batch, Campaign campaign, DemoClock then, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var made = batch.Select(c => Case.Create(campaign, c.Content, null, null, c.CreatedAt, then)).ToList();
        db.Cases.AddRange(made);
        db.CaseEvents.AddRange(made.SelectMany(c => c.Log));
        await log.CommitAsync(db, ct);
        foreach (var (story, stored) in batch.Zip(made))
            (story.Number, story.Version) = (stored.Number, stored.Version);
    }

    private async Task MarkAsync(string state, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var user in await db.Users.ToListAsync(ct))
            user.IsDemo = true;
        (await db.Settings.SingleAsync(s => s.Key == SetupDesk.MadeWithDemo, ct)).Value = state;
        await log.CommitAsync(db, ct);
    }

    internal static string? Expect(Outcome outcome) => outcome is Outcome.Done done ? done.Id : throw new InvalidOperationException($"The demo's story is refused: {outcome switch
    {
        Outcome.Refused refused => string.Join(", ", refused.Reasons),
        Outcome.Invalid invalid => string.Join(", ", invalid.Errors),
        _ => outcome.ToString(),
    }}");
}
