using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Tests.Support;

/// <summary>Two regions, three branches (two in the first region), one campaign and a person of each role for each place: enough to ask who sees what.</summary>
public sealed class Organisation
{
    public const string Home = "HOME", Sister = "SISTER", Far = "FAR";

    private static readonly string[] RegionCodes = ["NORTH", "SOUTH"];
    private static readonly (string Branch, string Region)[] Places = [(Home, "NORTH"), (Sister, "NORTH"), (Far, "SOUTH")];

    private readonly TestDatabase _database;
    private readonly Dictionary<string, OpsUser> _people = [];

    private Organisation(TestDatabase database) => _database = database;

    public Campaign Campaign { get; private set; } = null!;

    public Dictionary<string, Branch> Branches { get; } = [];

    public Dictionary<string, Region> Regions { get; } = [];

    public static async Task<Organisation> CreateAsync(TestDatabase database)
    {
        var made = new Organisation(database);
        var now = database.Clock.UtcNow;
        made.Campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", now);
        await database.CommitAsync(db =>
        {
            foreach (var code in RegionCodes)
                db.Regions.Add(made.Regions[code] = new() { Code = code, Name = code });
            db.Campaigns.Add(made.Campaign);
        });
        await database.CommitAsync(db =>
        {
            foreach (var (code, region) in Places)
                db.Branches.Add(made.Branches[code] = new() { Code = code, Name = code, RegionId = made.Regions[region].Id });
        });
        return made;
    }

    /// <summary>A campaign of service cases beside the alerts; whoever is asked for afterwards belongs to it too.</summary>
    public async Task<Campaign> ServiceAsync()
    {
        var made = CampaignTemplate.Create(CampaignKind.ServiceCase, "servicio", "Servicio", _database.Clock.UtcNow);
        await _database.CommitAsync(db => db.Campaigns.Add(made));
        return Service = made;
    }

    public Campaign? Service { get; private set; }

    /// <summary>A campaign of withdrawal requests beside the alerts; whoever is asked for afterwards belongs to it too.</summary>
    public async Task<Campaign> RetentionAsync()
    {
        var made = CampaignTemplate.Create(CampaignKind.Retention, "retencion", "Retención", _database.Clock.UtcNow);
        await _database.CommitAsync(db => db.Campaigns.Add(made));
        return Retention = made;
    }

    public Campaign? Retention { get; private set; }

    /// <summary>A repeat-contacts cell beside the alerts; whoever is asked for afterwards belongs to it too.</summary>
    public async Task<Campaign> CellAsync()
    {
        var made = CampaignTemplate.Create(CampaignKind.RepeatContact, "recurrentes", "Recurrentes", _database.Clock.UtcNow);
        await _database.CommitAsync(db => db.Campaigns.Add(made));
        return Cell = made;
    }

    public Campaign? Cell { get; private set; }

    /// <summary>A requirements desk beside the alerts; whoever is asked for afterwards belongs to it too.</summary>
    public async Task<Campaign> RequirementsAsync()
    {
        var made = CampaignTemplate.Create(CampaignKind.Requirement, "requerimientos", "Requerimientos", _database.Clock.UtcNow);
        await _database.CommitAsync(db => db.Campaigns.Add(made));
        return Requirements = made;
    }

    public Campaign? Requirements { get; private set; }

    /// <summary>These people answer requirements for the area from now on, as if the settings said so.</summary>
    public async Task RequirementAreaAsync(string area, params OpsUser[] people)
    {
        await _database.CommitAsync(db =>
        {
            var campaign = db.Campaigns.Single(c => c.Id == Requirements!.Id);
            campaign.Settings = campaign.Settings with { Requirements = campaign.Settings.Requirements with { Areas = [.. campaign.Settings.Requirements.Areas.Select(a => a.Code == area ? a with { People = [.. people.Select(p => p.Id)] } : a)] } };
            campaign.Version++;
        });
        Requirements = await _database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == Requirements!.Id));
    }

    /// <summary>These people are the area's from now on, as if the settings said so.</summary>
    public async Task AreaAsync(string area, params OpsUser[] people)
    {
        await _database.CommitAsync(db =>
        {
            var campaign = db.Campaigns.Single(c => c.Id == Cell!.Id);
            campaign.Settings = campaign.Settings with { Cell = campaign.Settings.Cell with { Areas = [.. campaign.Settings.Cell.Areas.Select(a => a.Code == area ? a with { People = [.. people.Select(p => p.Id)] } : a)] } };
            campaign.Version++;
        });
        Cell = await _database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == Cell!.Id));
    }

    /// <summary>A withdrawal request: complaint Q-…, service 022…, the rest as said.</summary>
    /// <param name="columns">Values of further columns by name.</param>
    public async Task<string> RequestAsync(string complaint, string product = "INTERNET", string branch = Home, params (string Column, string Value)[] columns)
    {
        var values = new Dictionary<string, string>
        {
            [RetentionColumns.Complaint] = complaint,
            [RetentionColumns.ComplaintType] = "107",
            [RetentionColumns.Service] = "022" + complaint,
            [RetentionColumns.Product] = product,
            [RetentionColumns.Customer] = "Marta Ejemplo Vela",
            [RetentionColumns.Phone1] = "0991112223",
            [RetentionColumns.Contract] = "C-" + complaint,
            [RetentionColumns.Branch] = branch,
        };
        foreach (var (column, value) in columns)
            values[column] = value;
        var content = new ServiceContent(complaint, complaint, product, null, CasePriority.Normal, values[RetentionColumns.Contract], values.ToDictionary(p => Retention!.Schema.Find(SchemaField.Base, p.Key)!.Key, p => new FieldValue(p.Value, null)));
        var made = Case.CreateService(Retention!, content, Branches[branch].Id, "", null, _database.Clock.UtcNow, _database.Clock, null);
        await _database.CommitAsync(db =>
        {
            db.Cases.Add(made);
            db.CaseEvents.AddRange(made.Log);
        });
        return made.Number;
    }

    /// <summary>A person with this role who belongs to the branch (or its region); made at the first asking.</summary>
    public async Task<OpsUser> PersonAsync(Role role, string branch = Home)
    {
        var name = $"{role}.{branch}";
        if (_people.TryGetValue(name, out var known))
            return known;
        var user = new OpsUser
        {
            Name = name,
            UserName = $"{name}@example.test",
            NormalizedUserName = $"{name}@EXAMPLE.TEST".ToUpperInvariant(),
            Email = $"{name}@example.test",
            NormalizedEmail = $"{name}@EXAMPLE.TEST".ToUpperInvariant(),
            Role = role,
            BranchId = role is Role.Agent or Role.BranchHead ? Branches[branch].Id : null,
            CreatedAt = _database.Clock.UtcNow,
        };
        await _database.CommitAsync(db => db.Users.Add(user));
        await _database.CommitAsync(db =>
        {
            if (role == Role.RegionalSupervisor)
                db.UserRegions.Add(new() { UserId = user.Id, RegionId = Branches[branch].RegionId });
            if (role is Role.Agent or Role.BackOffice)
                foreach (var campaign in new[] { Campaign, Service, Retention, Cell, Requirements }.OfType<Campaign>())
                    db.UserCampaigns.Add(new() { UserId = user.Id, CampaignId = campaign.Id });
        });
        return _people[name] = user;
    }

    public async Task<Actor> ActorAsync(Role role, string branch = Home) => await _database.ActorAsync(await PersonAsync(role, branch));

    /// <summary>A detractor's alert, surveyed two days ago.</summary>
    public async Task<string> AlertAsync(string branch = Home, DateTime? receivedAt = null, int score = 3)
    {
        var made = Alert(branch, receivedAt, score);
        await _database.CommitAsync(db =>
        {
            db.Cases.Add(made);
            db.CaseEvents.AddRange(made.Log);
        });
        return made.Number;
    }

    /// <summary>The same, not stored yet.</summary>
    public Case Alert(string branch = Home, DateTime? receivedAt = null, int score = 3)
    {
        var now = _database.Clock.UtcNow;
        var key = Guid.NewGuid().ToString("N");
        return Case.Create(Campaign, Content(branch, key, receivedAt ?? now.AddDays(-2), score), null, null, now, _database.Clock);
    }

    private CaseContent Content(string branch, string key, DateTime receivedAt, int score) =>
        new(key, key, Branches[branch].Id, receivedAt, new Dictionary<string, FieldValue>())
        {
            CustomerRef = key[..8],
            CustomerName = "Cliente " + key[..4],
            Score = score,
            Group = SurveyGroup.Detractor,
            IsAlert = true,
            AlertReason = $"Recomendación {score} ≤ 6",
        };
}
