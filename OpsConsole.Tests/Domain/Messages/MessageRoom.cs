using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Messages;

/// <summary>A service case with its customer, the desks over it, and carriers that write down what they are given.</summary>
internal sealed class MessageRoom : IAsyncDisposable
{
    public static readonly CancellationToken None = CancellationToken.None;

    public required TestDatabase Database { get; init; }
    public required Organisation Organisation { get; init; }
    public required Actor Agent { get; init; }
    public required Actor Head { get; init; }

    /// <summary>The first case.</summary>
    public string Number { get; private set; } = "";

    public WritingCarrier Mail { get; } = new(AttemptChannel.Email);
    public WritingCarrier Gateway { get; } = new(AttemptChannel.Sms, AttemptChannel.Whatsapp);

    public FakeClock Clock => Database.Clock;
    public Outbox Outbox => Database.Get<Outbox>();
    public MessageDesk Desk => new(Database.Contexts, Database.Get<KnownCampaigns>(), Database.Log, Outbox, [Mail, Gateway], Clock);
    public MessageQueries Queries => new(Database.Contexts, Database.Get<KnownCampaigns>(), [Mail, Gateway], Database.Get<AccessLog>());

    public static async Task<MessageRoom> OpenAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.ServiceAsync();
        var room = new MessageRoom { Database = database, Organisation = organisation, Agent = await organisation.ActorAsync(Role.Agent), Head = await organisation.ActorAsync(Role.BranchHead) };
        room.Number = await room.MadeAsync();
        return room;
    }

    public async Task<string> MadeAsync() =>
        Assert.IsAssignableFrom<Outcome.Done>(await Database.Get<CaseDesk>().CreateAsync("servicio", Organisation.Home, new() { Type = "Reclamo", Account = "C-7" }, null, new()
        {
            FirstName = "Ana",
            FirstSurname = "Ñahui",
            Document = new("PASAPORTE", Guid.NewGuid().ToString("N")[..12], "PE"),
            ContactPoints = [new("mobile", "987 654 321"), new("landline", "01 555 0101"), new("email", "ana@correo.example"), new("address", "Calle 1"), new("mobile", "12", AsTyped: true)],
        }, await Organisation.ActorAsync(Role.ExperienceAnalyst), None)).Id!;

    public static MessageForm Out(string text, string channel = "email") => new("out", channel, channel == "email" ? "ana@correo.example" : "987654321", text);

    public static MessageForm In(string text, string? providerId = null, string channel = "whatsapp") => new("in", channel, channel == "email" ? "ana@correo.example" : "+51987654321", text) { ProviderId = providerId };

    public async Task<MessageView> SentAsync(MessageForm form, string? number = null) =>
        Assert.IsType<MessageDone>(await Desk.AddAsync(number ?? Number, form, Agent, None)).Message;

    /// <summary>Delivers what may go now.</summary>
    public Task WorkAsync() => new OutboxRunner(Outbox, [Mail, Gateway], NullLogger<OutboxRunner>.Instance).WorkAsync(None);

    public async Task<MessageView> FindAsync(string id, string? number = null) => (await Queries.FindAsync(number ?? Number, id, Agent, None))!;

    public Task<int> CountAsync() => Database.ReadAsync(db => db.Messages.CountAsync());

    public Task<Case> FindCaseAsync() => Database.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == CaseNumber.IdOf(Number)));

    public async Task CloseAsync()
    {
        var desk = Database.Get<CaseDesk>();
        var version = (await FindCaseAsync()).Version;
        Assert.IsAssignableFrom<Outcome.Done>(await desk.DisposeAsync(Number, version, new(["contacto_efectivo", "resuelto"], null, null), Agent, None));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.CloseAsync(Number, Agent, None));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

/// <summary>A carrier that keeps what it is given and answers what a test says.</summary>
internal sealed class WritingCarrier(params AttemptChannel[] channels) : IMessageCarrier
{
    private readonly Lock _gate = new();
    private readonly List<OutgoingMessage> _taken = [];

    public Func<OutgoingMessage, Task<Handover>> Answer { get; set; } = _ => Task.FromResult<Handover>(new Handover.Accepted());

    public IReadOnlyList<Refusal> Lacks { get; set; } = [];

    public IReadOnlyList<OutgoingMessage> Taken
    {
        get
        {
            lock (_gate)
                return [.. _taken];
        }
    }

    public bool Carries(AttemptChannel channel) => channels.Contains(channel);

    public async Task<Handover> HandOverAsync(OutgoingMessage message)
    {
        lock (_gate)
            _taken.Add(message);
        return await Answer(message);
    }
}
