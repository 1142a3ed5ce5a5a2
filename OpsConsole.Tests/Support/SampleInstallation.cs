using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Support;

/// <summary>An installation of any size for tests that start the console as a process: four branches in two regions, the people of the demo by name, one campaign with alerts. Nothing in it depends on the clock.</summary>
public sealed class SampleInstallation(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public const string Campaign = "operaciones";
    public static readonly string[] Branches = ["PIURA", "TRUJILLO", "AREQUIPA", "CUSCO"];

    private const int Batch = 1_000;

    private static readonly string[] RegionCodes = ["NORTE", "SUR"];

    private static readonly string PasswordHash = new PasswordHasher<OpsUser>().HashPassword(null!, TestConsole.DemoPassword);

    private static readonly string[] FirstNames = ["Ana", "Luis", "Rosa", "Juan", "Elena", "Pedro", "Julia", "Marco"];

    private static readonly string[] Verbatims = ["Demasiada espera en ventanilla", "El trámite pidió papeles que no estaban avisados", "Me atendieron bien, pero tarde", "No resolvieron mi reclamo"];

    public async Task FillAsync(int cases, int seed, IEnumerable<OpsUser> further)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var regions = RegionCodes.Select(code => new Region { Code = code, Name = code }).ToList();
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, Campaign, "Operaciones", now);
        await SaveAsync(db =>
        {
            db.Regions.AddRange(regions);
            db.Campaigns.Add(campaign);
            db.Settings.Add(new() { Key = "setup", Value = "done" });
        });
        var branches = Branches.Select((code, i) => new Branch { Code = code, Name = code, RegionId = regions[i / 2].Id }).ToList();
        await SaveAsync(db => db.Branches.AddRange(branches));
        await SaveAsync(db => db.Users.AddRange([.. People(branches, regions, campaign, now), .. further]));
        var random = new Random(seed);
        for (var made = 0; made < cases; made += Batch)
        {
            var added = Enumerable.Range(made, Math.Min(Batch, cases - made)).Select(i => Alert(i, campaign, branches[i % branches.Count], random, now)).ToList();
            await SaveAsync(db =>
            {
                db.Cases.AddRange(added);
                db.CaseEvents.AddRange(added.SelectMany(one => one.Log));
            });
        }
    }

    private async Task SaveAsync(Action<OpsDbContext> prepare)
    {
        await using var db = await contexts.CreateDbContextAsync();
        prepare(db);
        await log.CommitAsync(db, CancellationToken.None);
    }

    private static IEnumerable<OpsUser> People(List<Branch> branches, List<Region> regions, Campaign campaign, DateTime now)
    {
        foreach (var branch in branches)
        {
            var code = branch.Code.ToLowerInvariant();
            yield return Person($"jp.{code}", Role.BranchHead, now, branch.Id);
            var agent = Person($"agente1.{code}", Role.Agent, now, branch.Id);
            agent.Campaigns.Add(new() { CampaignId = campaign.Id });
            yield return agent;
        }
        foreach (var region in regions)
        {
            var supervisor = Person($"supervisor.{region.Code.ToLowerInvariant()}", Role.RegionalSupervisor, now);
            supervisor.Regions.Add(new() { RegionId = region.Id });
            yield return supervisor;
        }
        yield return Person("backoffice", Role.BackOffice, now);
        yield return Person("experiencia", Role.ExperienceAnalyst, now);
        yield return Person("admin", Role.Administrator, now);
    }

    public static OpsUser Person(string name, Role role, DateTime now, int? branchId = null) => new()
    {
        Name = name,
        UserName = Email(name),
        NormalizedUserName = Email(name).ToUpperInvariant(),
        Email = Email(name),
        NormalizedEmail = Email(name).ToUpperInvariant(),
        EmailConfirmed = true,
        PasswordHash = PasswordHash,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Role = role,
        BranchId = branchId,
        CreatedAt = now,
    };

    private static string Email(string name) => $"{name.Replace(' ', '.').ToLowerInvariant()}@demo.example";

    private Case Alert(int i, Campaign campaign, Branch branch, Random random, DateTime now)
    {
        var received = now.AddMinutes(-random.Next(60, 60 * 24 * 30));
        var first = FirstNames[random.Next(FirstNames.Length)];
        var score = random.Next(0, 7);
        var values = new Dictionary<string, FieldValue>();
        void Put(string source, string column, string raw, double? number = null) => values[campaign.Schema.Find(source, column)!.Key] = new(raw, number);
        Put(SchemaField.Meta, "Id CCX", $"ID{i:D7}");
        Put(SchemaField.Meta, "Canal", i % 3 == 0 ? "SMS" : "Correo");
        Put(SchemaField.Meta, "Fecha encuesta", received.ToString("yyyy-MM-dd HH:mm:ss"), CaseFields.Milliseconds(received));
        Put(SchemaField.Meta, "FirstName", first);
        Put(SchemaField.Meta, "ExternalDataReference", $"R{i:D7}");
        Put(SchemaField.Base, "Nombre_Cliente", $"{first} Cliente {i}");
        Put(SchemaField.Base, "Segmento", i % 5 == 0 ? "Empresa" : "Personas");
        Put(SchemaField.Base, "Agencia", branch.Code);
        Put(SchemaField.Survey, "Recomendación", score.ToString(), score);
        Put(SchemaField.Survey, "¿Qué tendría que mejorar?", Verbatims[random.Next(Verbatims.Length)]);
        return Case.Create(campaign, new($"ID{i:D7}", $"H{i}", branch.Id, received, values)
        {
            CustomerRef = $"R{i:D7}",
            CustomerName = $"{first} Cliente {i}",
            Score = score,
            Group = SurveyGroup.Detractor,
            IsAlert = true,
            AlertReason = $"Recomendación {score} ≤ 6",
        }, null, null, now, clock);
    }
}
