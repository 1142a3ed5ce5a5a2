using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>The contact log and its marks beside an evaluator of their own (decisions "Repeat contacts", 08-beyond 9).</summary>
public sealed class ContactLogTests(ITestOutputHelper log)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_contact_that_completes_the_count_is_marked_in_its_answer_with_the_reason(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        var first = cell.Now.AddDays(-7);
        Assert.Equal((false, false, null), Of(await cell.LogAsync("A-1", first, "C")));
        Assert.Equal((false, true, new(false, 2, 7, true, 2, 7, "Visitas técnicas")), Of(await cell.LogAsync("a-1 ", first.AddDays(1), "C")));
        Assert.Equal((true, false, new(true, 3, 7, false, 1, 7, "Módem Ñandú")), Of(await cell.LogAsync("A-1", first.AddDays(2), "C", "Módem Ñandú")));
        Assert.Equal((true, true, new(true, 4, 7, true, 3, 7, "Visitas técnicas")), Of(await cell.LogAsync("A-1", cell.Now, "C")));      // exactly 168 hours: both ends count
        cell.Database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((true, true, new(true, 4, 7, true, 3, 7, "Visitas técnicas")), Of(await cell.LogAsync("A-1", cell.Now, "C")));      // the first has left
        await cell.CheckAsync();
    }

    [Theory, OnEveryDatabase]
    public async Task A_contact_that_comes_twice_or_at_once_is_one_and_keeps_its_mark(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        await cell.LogAsync("A-1", cell.Now.AddHours(-3), "C");
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => cell.LogAsync("A-1", cell.Now.AddHours(-1), "C", id: i % 2 == 0 ? "X-1" : null)));
        Assert.Equal(2, all.Count(l => !l.IsRepeated));
        Assert.Equal(3, (await cell.ReadAsync()).Count);
        Assert.All(all.Where(l => l.Key == "X-1"), l => Assert.Equal(all.First(o => o.Key == "X-1").Reason, l.Reason));
        await cell.CheckAsync();
    }

    [Theory, OnEveryDatabase]
    public async Task Each_refusal_names_its_field(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        var good = new ContactForm("1", "A-1", cell.Now, "phone", "C");
        async Task<string> FieldAsync(ContactForm form) => string.Join(' ', Assert.IsType<Outcome.Invalid>(await cell.TryAsync(form)).Errors.Select(e => $"{e.Field}:{e.Code}"));
        Assert.Equal("account:required", await FieldAsync(good with { Account = " " }));
        Assert.Equal("account:too_long", await FieldAsync(good with { Account = new('9', 101) }));
        Assert.Equal("at:contact.future", await FieldAsync(good with { At = cell.Now.AddSeconds(1) }));
        Assert.Equal("at:required", await FieldAsync(good with { At = null }));
        Assert.Equal("cause:unknown", await FieldAsync(good with { Cause = "Z" }));
        Assert.Equal("channel:unknown", await FieldAsync(good with { Channel = "fax" }));
        Assert.Equal("agent:unknown", await FieldAsync(good with { Agent = "nadie@example.test" }));
        Assert.Equal("case.other_kind", Assert.IsType<Outcome.Refused>(await cell.TryAsync(good, code: "servicio")).Reasons[0].Code);
        Assert.IsType<Outcome.Missing>(await cell.TryAsync(good, code: "otra"));
        Assert.IsType<Outcome.Missing>(await cell.TryAsync(good, await cell.Organisation.ActorAsync(Role.Agent)));        // not of this campaign
        Assert.IsType<Outcome.Forbidden>(await cell.TryAsync(good, await cell.Organisation.ActorAsync(Role.Administrator)));
        await cell.Database.CommitAsync(db => db.Campaigns.Single(c => c.Code == Cell.Code).Status = CampaignStatus.Closed);
        await cell.Database.CommitAsync(db => db.Campaigns.Single(c => c.Code == Cell.Code).Version++);
        Assert.Equal("campaign.closed", Assert.IsType<Outcome.Refused>(await cell.TryAsync(good)).Reasons[0].Code);
        Assert.Empty(await cell.ReadAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task The_consoles_own_activity_is_logged_with_its_case_and_attempts_are_not(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        var customer = await cell.CustomerAsync("A-1", "A-2");
        var number = await cell.CaseAsync(customer: customer);
        var form = new EscalationForm { Account = "A-2", Motive = "Sin servicio", Cause = "C", Petition = "Q", Channel = "whatsapp", Checks = await ChecksAsync(cell, "C") };
        var filled = await cell.Database.Get<CaseDesk>().FillFormAsync(Cell.Code, Organisation.Home, form, null, cell.Analyst, None);
        var messages = cell.Database.Get<MessageDesk>();
        Assert.IsType<MessageDone>(await messages.AddAsync(number, new("in", "email", "rosa@correo.example", "Sigo sin servicio") { ProviderId = "P1" }, cell.Analyst, None));
        Assert.True(Assert.IsType<MessageDone>(await messages.AddAsync(number, new("in", "email", "rosa@correo.example", "Sigo sin servicio") { ProviderId = "P1" }, cell.Analyst, None)).IsRepeated);
        await cell.Database.Get<CaseDesk>().RecordAttemptAsync(number, Forms.Attempt(), cell.Analyst, None);
        var stored = await cell.Database.ReadAsync(db => db.Contacts.AsNoTracking().OrderBy(c => c.Id).ToListAsync());
        Assert.Equal([$"A-1 {number} unsaid ", $"A-2 {Cell.Done(filled).Id} whatsapp C", $"A-1 {number} email "], stored.Select(c => $"{c.Account} {CaseNumber.Of(c.CaseId!.Value)} {c.Channel} {c.Cause}"));
        Assert.All(stored, c => Assert.Equal(cell.CampaignId, c.CampaignId));
        await cell.CheckAsync([("A-1", "A-2")]);
        Assert.True(stored[2].IsRecurrent);
    }

    [Theory, OnEveryDatabase]
    public async Task Accounts_hang_together_by_a_known_customer_and_by_merged_cases_as_long_as_the_merge_stands(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        foreach (var account in new[] { "A-1", "B-1", "B-2", "C-1" })
            await cell.LogAsync(account, cell.Now.AddHours(-account[0] + 'A' - 1), "C");
        await cell.CheckAsync();
        var customer = await cell.CustomerAsync("B-1", "B-2");
        await cell.CheckAsync([("B-1", "B-2")]);
        Cell.Done(await cell.Database.Get<CustomerDesk>().AddAccountAsync(customer, new("A-1", null), cell.Analyst, None));
        await cell.CheckAsync([("B-1", "B-2"), ("A-1", "B-1")]);
        Assert.Contains((await cell.ReadAsync()), c => c.Mark.StartsWith("recurrent", StringComparison.Ordinal));
        var (source, middle, target) = (await cell.CaseAsync("C-1"), await cell.CaseAsync(), await cell.CaseAsync(customer: customer));
        await cell.MergeAsync(source, middle);
        await cell.CheckAsync([("B-1", "B-2"), ("A-1", "B-1")]);
        await cell.MergeAsync(middle, target);      // what hangs on a case that has nothing itself goes along
        await cell.CheckAsync([("B-1", "B-2"), ("A-1", "B-1"), ("C-1", "A-1")]);
        await cell.LogAsync("c-1", cell.Now, "C");
        await cell.CheckAsync([("B-1", "B-2"), ("A-1", "B-1"), ("C-1", "A-1")]);
        await cell.UndoAsync(middle);
        await cell.CheckAsync([("B-1", "B-2"), ("A-1", "B-1")]);
    }

    [Theory, OnEveryDatabase]
    public async Task The_preview_says_who_enters_and_leaves_and_a_change_in_the_middle_of_the_day_neither_loses_nor_doubles_a_mark(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        await cell.CustomerAsync("A-1");
        foreach (var hours in new[] { 0, 30, 60 })
            await cell.LogAsync("A-1", cell.Now.AddHours(-hours), "C");
        foreach (var hours in new[] { 1, 200 })
            await cell.LogAsync("B-1", cell.Now.AddHours(-hours), "D");
        var preview = Assert.IsType<ThresholdPreview>(await cell.Database.Get<ThresholdDesk>().PreviewAsync(Cell.Code, new(2, 10, 4, 10), cell.Analyst, None));
        Assert.Equal((1, "B-1", null, 0), (preview.Recurrent.Entering, preview.Recurrent.FirstEntering[0].Account, preview.Recurrent.FirstEntering[0].Name, preview.Recurrent.Leaving));
        Assert.Equal((0, 1, "A-1", "Rosa Ficticia"), (preview.Repeat.Entering, preview.Repeat.Leaving, preview.Repeat.FirstLeaving[0].Account, preview.Repeat.FirstLeaving[0].Name));
        await cell.CheckAsync();
        var job = await cell.ChangeAsync(2, 10, 4, 10);
        await cell.LogAsync("A-1", cell.Now.AddMinutes(-1), "C");        // by the new ones, though the job has not run
        var marks = await cell.ReadAsync();
        Assert.Equal(("recurrent - 3 3", "recurrent repeat 4 4"), (marks[^1].Mark, marks[0].Mark));
        await cell.RunAsync(job);
        await cell.CheckAsync(recurrent: 2, recurrentDays: 10, repeat: 4, repeatDays: 10);
        Assert.Equal("campaign.number_range", Assert.IsType<Outcome.Invalid>(await cell.Database.Get<ThresholdDesk>().PreviewAsync(Cell.Code, new(1, 10, 4, 91), cell.Analyst, None)).Errors[0].Code);
        Assert.IsType<Outcome.Forbidden>(await cell.Database.Get<ThresholdDesk>().PreviewAsync(Cell.Code, new(2, 2, 2, 2), await cell.Organisation.ActorAsync(Role.RegionalSupervisor), None));
    }

    [Theory, OnEveryDatabase]
    public async Task Random_histories_with_merges_late_arrivals_and_thresholds_that_change_meanwhile_are_marked_as_the_evaluator_says(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        var (seeds, together) = (Counts.Seeded(log), new List<(string, string)>());
        var histories = Enumerable.Range(0, Counts.Of(10_000, part: 40)).Select(i => (Name: $"h{i}", Seed: seeds.Next())).ToList();
        var half = histories.Count / 2;
        await Parallel.ForEachAsync(histories.Take(half), None, async (h, _) => await LiveAsync(cell, h.Name, new(h.Seed), together));
        await cell.CheckAsync(together);
        var job = await cell.ChangeAsync(4, 5, 3, 9);
        await Task.WhenAll(cell.RunAsync(job), Parallel.ForEachAsync(histories.Skip(half), None, async (h, _) => await LiveAsync(cell, h.Name, new(h.Seed), together)));
        await cell.CheckAsync(together, 4, 5, 3, 9);
    }

    /// <summary>Some contacts around Bogotá's midnight and the edges of a week, in any order; some of the accounts are one customer's, of a merge that may be undone.</summary>
    private static async Task LiveAsync(Cell cell, string name, Random random, List<(string, string)> together)
    {
        string Account() => $"{name}-{(char)('A' + random.Next(3))}";
        async Task ContactAsync()
        {
            var at = random.Next(4) switch
            {
                0 => FakeClock.Start.AddDays(-random.Next(20)).AddHours(-24 * 7 * random.Next(2)),                          // a week apart to the millisecond
                1 => FakeClock.Start.Date.AddDays(-random.Next(20)).AddHours(5).AddMilliseconds(random.Next(-1, 2)),        // midnight in Bogotá
                2 => FakeClock.Start.AddDays(-7 * random.Next(3)).AddMilliseconds(random.Next(-1, 1)),
                _ => FakeClock.Start.AddMinutes(-random.Next(20 * 24 * 60)),
            };
            await cell.LogAsync(Account(), at, random.Next(3) == 0 ? null : random.Next(2) == 0 ? "C" : "G", random.Next(4) switch { 0 => "Señal débil", 1 => " senal DEBIL", 2 => " ", _ => null }, random.Next(4) switch { 0 => true, 1 => false, _ => null }, Guid.NewGuid().ToString("N"));
        }
        for (var i = random.Next(2, 7); i > 0; i--)
            await ContactAsync();
        if (random.Next(4) == 0)
        {
            await cell.CustomerAsync($"{name}-A", $"{name}-B");
            Know($"{name}-A", $"{name}-B");
        }
        if (random.Next(4) == 0)
        {
            var (source, target) = (await cell.CaseAsync($"{name}-B"), await cell.CaseAsync($"{name}-C"));
            await cell.MergeAsync(source, target);
            await ContactAsync();
            if (random.Next(2) == 0)
                await cell.UndoAsync(source);
            else
                Know($"{name}-B", $"{name}-C");
        }
        await ContactAsync();

        void Know(string a, string b)
        {
            lock (together)
                together.Add((a, b));
        }
    }

    private static (bool, bool, ContactReason?) Of(ContactLogged logged) => (logged.IsRecurrent, logged.IsRepeat, logged.Reason);

    private static Task<Dictionary<string, bool>> ChecksAsync(Cell cell, string cause) =>
        cell.Database.ReadAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Cell.Code)).Settings.Cell.Cause(cause)!.Checklist.ToDictionary(p => p.Code, _ => true));
}
