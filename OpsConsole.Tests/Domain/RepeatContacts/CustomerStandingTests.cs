using OpsConsole.Domain.Live;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>The customer's mark in open cases: there while a window holds, told to whoever shows one (decisions "Repeat contacts", 08-beyond 9).</summary>
public sealed class CustomerStandingTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, OnEveryDatabase]
    public async Task A_case_says_how_its_customer_stands_by_its_account_or_those_of_its_known_customer_until_the_window_ends(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        var queries = cell.Database.Get<ContactQueries>();
        var customer = await cell.CustomerAsync("A-1", "A-2");
        var (own, known, none) = (await cell.CaseAsync("a-2"), await cell.CaseAsync(customer: customer), await cell.CaseAsync());
        Assert.Null((await queries.OfCaseAsync(own, cell.Analyst, None))!.Reason);
        await cell.LogAsync("A-1", cell.Now, "C");
        foreach (var number in new[] { own, known })
            Assert.Equal(new ContactReason(true, 3, 7, false, 1, 7, "Visitas técnicas"), (await queries.OfCaseAsync(number, cell.Analyst, None))!.Reason);
        Assert.Equal(CustomerStanding.Unknown, await queries.OfCaseAsync(none, cell.Analyst, None));
        cell.Database.Clock.Advance(TimeSpan.FromDays(7));
        Assert.NotNull((await queries.OfCaseAsync(own, cell.Analyst, None))!.Reason);
        cell.Database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null((await queries.OfCaseAsync(own, cell.Analyst, None))!.Reason);
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_follows_learns_of_a_contact_and_whose_it_is_within_two_seconds(DatabaseKind kind)
    {
        await using var cell = await Cell.OpenAsync(kind);
        await cell.LogAsync("A-1", cell.Now.AddHours(-2), "C");
        var number = await cell.CaseAsync("A-1");
        using var end = new CancellationTokenSource(Patience);
        var pump = cell.Database.Get<CaseFeedPump>();
        await pump.StartAsync(end.Token);
        await pump.Started.WaitAsync(end.Token);
        await using var follower = cell.Database.Get<CaseFeed>().FollowAsync(TimeSpan.Zero, end.Token).GetAsyncEnumerator(end.Token);
        await cell.LogAsync("A-1", cell.Now, "C");
        Assert.True(await follower.MoveNextAsync());         // no second of the clock had to pass
        var change = Assert.Single(follower.Current.Entries, e => e.Type == CaseChange.ContactLogged);
        var standing = (await cell.Database.Get<ContactQueries>().OfCaseAsync(number, cell.Analyst, None))!;
        Assert.Contains(change.HolderId!.Value, standing.Holders);
        Assert.Equal((true, true), (standing.Reason!.IsRecurrent, standing.Reason.IsRepeat));
        await pump.StopAsync(None);
    }
}
