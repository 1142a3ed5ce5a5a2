using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>A published cell beside a campaign of service cases, with the real desks over a database of its own.</summary>
internal sealed class Cell : IAsyncDisposable
{
    public const string Code = "celula";

    private static readonly CancellationToken None = CancellationToken.None;

    public required TestDatabase Database { get; init; }
    public required Organisation Organisation { get; init; }
    public required Actor Analyst { get; init; }
    public required int CampaignId { get; init; }

    public DateTime Now => Database.Clock.UtcNow;

    public static async Task<Cell> OpenAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.ServiceAsync();
        var made = CampaignTemplate.Create(CampaignKind.RepeatContact, Code, "Célula", database.Clock.UtcNow);
        made.Status = CampaignStatus.Published;
        await database.CommitAsync(db => db.Campaigns.Add(made));
        return new() { Database = database, Organisation = organisation, Analyst = await organisation.ActorAsync(Role.ExperienceAnalyst), CampaignId = made.Id };
    }

    public Task<Outcome> TryAsync(ContactForm form, Actor? by = null, string code = Code) => Database.Get<ContactDesk>().RecordAsync(code, form, by ?? Analyst, None);

    public async Task<ContactLogged> LogAsync(string account, DateTime at, string? cause = null, string? symptom = null, bool? complaint = null, string? id = null) =>
        Assert.IsType<ContactLogged>(await TryAsync(new(id, account, at, "phone", cause, symptom, complaint)));

    public Task<List<Said>> ReadAsync() => Database.ReadAsync(async db => (await db.Contacts.AsNoTracking().OrderBy(c => c.Id).ToListAsync())
        .ConvertAll(c => new Said(c.Id, c.Account, c.At, c.Cause, c.Symptom, c.IsComplaint, ContactJudge.Mark(c.IsRecurrent, c.IsRepeat, c.InWindow, c.SameInWindow))));

    /// <summary>Every stored mark is what the specification says.</summary>
    public async Task CheckAsync(IReadOnlyList<(string, string)>? together = null, int recurrent = 3, int recurrentDays = 7, int repeat = 2, int repeatDays = 7)
    {
        var log = await ReadAsync();
        var marks = ContactJudge.Marks(log, together ?? [], recurrent, recurrentDays, repeat, repeatDays);
        Assert.Equal(log.Select(c => $"{c.Id} {c.Account} {c.At:O} {marks[c.Id]}"), log.Select(c => $"{c.Id} {c.Account} {c.At:O} {c.Mark}"));
    }

    /// <summary>A known customer; its id.</summary>
    public async Task<string> CustomerAsync(params string[] accounts) =>
        Done(await Database.Get<CustomerDesk>().CreateAsync(new() { FirstName = "Rosa", FirstSurname = "Ficticia", Accounts = [.. accounts.Select(a => new AccountForm(a, null))] }, Analyst, None)).Id!;

    /// <summary>A service case opened by hand; its number.</summary>
    public async Task<string> CaseAsync(string? account = null, string? customer = null, string? type = null) =>
        Done(await Database.Get<CaseDesk>().CreateAsync("servicio", Organisation.Home, new() { Account = account, Type = type }, customer, null, Analyst, None)).Id!;

    public async Task MergeAsync(string source, string target) => Done(await Database.Get<CaseDesk>().MergeAsync(source, target, true, Analyst, None));

    public async Task UndoAsync(string number) => Done(await Database.Get<CaseDesk>().UndoAsync(number, Analyst, None));

    /// <summary>Saves thresholds; the job that marks anew, which has not run yet.</summary>
    public async Task<string> ChangeAsync(int recurrent, int recurrentDays, int repeat, int repeatDays)
    {
        var version = await Database.ReadAsync(db => db.Campaigns.Where(c => c.Code == Code).Select(c => c.Version).SingleAsync());
        return Done(await Database.Get<ThresholdDesk>().ChangeAsync(Code, version, new(recurrent, recurrentDays, repeat, repeatDays), Analyst, None)).Id!;
    }

    /// <summary>The clock stands still meanwhile, so that the job rests no longer than it worked: not at all.</summary>
    public async Task RunAsync(string job) => Assert.IsType<Outcome.Done>(await Database.Get<DeadlineRunDesk>().RunAsync(job, new JobProgress(), Analyst, None));

    public static Outcome.Done Done(Outcome outcome) => Assert.IsAssignableFrom<Outcome.Done>(outcome);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
