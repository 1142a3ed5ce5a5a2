using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Requirements;

/// <summary>A requirements desk with an area that answers, in Santiago, over a database of its own.</summary>
internal sealed class RequirementRoom : IAsyncDisposable
{
    public const string Code = "requerimientos", Area = "operaciones_medidor";

    private static readonly CancellationToken None = CancellationToken.None;

    public required TestDatabase Database { get; init; }
    public required Organisation Organisation { get; init; }

    /// <summary>An agent of the home branch.</summary>
    public required Actor Front { get; init; }
    public required Actor Supervisor { get; init; }
    public required OpsUser AreaUser { get; init; }
    public Actor AreaPerson { get; private set; } = default!;
    public CaseDesk Desk => Database.Get<CaseDesk>();
    public RequirementQueries Queries => Database.Get<RequirementQueries>();

    public QueueQueries Queue => Database.Get<QueueQueries>();

    public static async Task<RequirementRoom> OpenAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        return await OpenAsync(database, await Organisation.CreateAsync(database));
    }

    /// <summary>Where database and people are there already.</summary>
    public static async Task<RequirementRoom> OpenAsync(TestDatabase database, Organisation organisation)
    {
        await organisation.RequirementsAsync();
        var room = new RequirementRoom
        {
            Database = database,
            Organisation = organisation,
            Front = await organisation.ActorAsync(Role.Agent),
            Supervisor = await organisation.ActorAsync(Role.RegionalSupervisor),
            AreaUser = await organisation.PersonAsync(Role.Agent, Organisation.Far),
        };
        await organisation.RequirementAreaAsync(Area, room.AreaUser);
        room.AreaPerson = await database.ActorAsync(room.AreaUser) with { HasShares = true };
        return room;
    }

    public static RequirementForm Form(string subject = "general", string? initial = null) => new()
    {
        Subject = subject,
        Initial = initial,
        Channel = "phone",
        ProductLine = "medidor",
        Name = "Rosa Ficticia Ejemplo",
        Phone = "56911112222",
        Description = "La boleta no corresponde al consumo",
        Responsible = Area,
    };

    public Task<Outcome> TryAsync(string subject = "general", string? initial = null, Actor? by = null) => Desk.FileAsync(Code, null, Form(subject, initial), null, by ?? Front, None);

    public async Task<string> FileAsync(string subject = "general", string? initial = null) => Done(await TryAsync(subject, initial)).Id!;

    public async Task AnswerAsync(string number, string text = "Se ajustó la boleta") => Done(await Desk.AnswerAsync(number, text, null, AreaPerson, None));

    /// <summary>Past every deadline that runs now.</summary>
    public void PassDeadlines() => Database.Clock.Jump(TimeSpan.FromDays(20));

    /// <summary>The number of the row that the assistant applies.</summary>
    public async Task<int> ResultAsync(string number, string customer = RequirementFacts.NotSaid) => (await Queries.FindAsync(number, Front, None))!.Stand.Advice(customer).Result;

    /// <summary>A requirement that stands as the result supposes, and the subject of the ticket that would come next.</summary>
    public async Task<string> StandingAsync(int result)
    {
        var number = await FileAsync();
        if (result == 8)
        {
            await AnswerAsync(number);
            await AnswerAsync(await FileAsync("disagreement", number), "Se revisó otra vez");
            return number;
        }
        PassDeadlines();
        var insistence = await FileAsync("late_response", number);
        if (result == 6)
            await AnswerAsync(insistence);
        else
            PassDeadlines();
        return number;
    }

    public Task<Case> FindAsync(string number) => Database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Shares).SingleAsync(c => c.Id == CaseNumber.IdOf(number)));

    public Task<List<string>> LogAsync(string number) => Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == CaseNumber.IdOf(number)).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync());

    public static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Reasons[0].Code;

    public static Outcome.Done Done(Outcome outcome) => outcome is Outcome.Done done ? done : throw new Xunit.Sdk.XunitException(outcome switch
    {
        Outcome.Refused refused => string.Join(", ", refused.Reasons),
        Outcome.Invalid invalid => string.Join(", ", invalid.Errors),
        _ => outcome.ToString()!,
    });

    public static IEnumerable<string> Invalid(Outcome outcome) => Assert.IsType<Outcome.Invalid>(outcome).Errors.Select(e => $"{e.Field} {e.Code}");

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
