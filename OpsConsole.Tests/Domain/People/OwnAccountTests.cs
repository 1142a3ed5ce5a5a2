using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.People;

/// <summary>docs/rules.md, "Own account".</summary>
public sealed class OwnAccountTests
{
    private const string Fresh = "una-nueva-clave";

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_changed_password_ends_every_other_session_and_leaves_this_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ana = await database.ActorAsync(await database.HireAsync(await Organisation.CreateAsync(database)));
        var (here, there) = (await database.SignInAsync(), await database.SignInAsync());
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<PasswordDesk>().ChangeAsync(new(Staff.Password, Fresh, Fresh), here.SessionId, ana, None));
        var sessions = database.Get<SessionQueries>();
        Assert.NotNull(await sessions.FindAsync(here.SessionId, ana.Id, here.Stamp, true, None));
        Assert.Null(await sessions.FindAsync(there.SessionId, ana.Id, there.Stamp, true, None));
        var desk = database.Get<SignInDesk>();
        Assert.IsType<SignInOutcome.Failed>(await desk.GoOnAsync(there.SessionId, ana.Id, there.Stamp, None));       // what a program's refresh token asks
        Assert.IsType<SignInOutcome.Granted>(await desk.GoOnAsync(here.SessionId, ana.Id, here.Stamp, None));
        Assert.IsType<SignInOutcome.Failed>(await desk.SignInAsync(ana.Email, Staff.Password, None));
        Assert.IsType<SignInOutcome.Granted>(await desk.SignInAsync(ana.Email, Fresh, None));
        var entry = await database.ReadAsync(db => db.Audit.AsNoTracking().SingleAsync(e => e.Type == "user.password_changed"));
        Assert.Equal((ana.Id, $"user:{ana.Id}", "{}"), (entry.ById, entry.Target, entry.Data));
    }

    [Theory, OnEveryDatabase]
    public async Task Wrong_current_passwords_count_with_those_of_the_sign_in_and_lock(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ana = await database.ActorAsync(await database.HireAsync(await Organisation.CreateAsync(database)));
        var here = await database.SignInAsync();
        var (desk, lockout) = (database.Get<PasswordDesk>(), database.Get<IOptions<IdentityOptions>>().Value.Lockout);
        Task<Outcome> TryAsync(string current) => desk.ChangeAsync(new(current, Fresh, Fresh), here.SessionId, ana, None);
        for (var i = 0; i < lockout.MaxFailedAccessAttempts - 1; i++)
        {
            if (i % 2 == 0)
                Assert.Equal(new("person.password_wrong", "current"), Assert.Single(Assert.IsType<Outcome.Refused>(await TryAsync("mala-clave")).Reasons));
            else
                Assert.IsType<SignInOutcome.Failed>(await database.Get<SignInDesk>().SignInAsync(ana.Email, "mala-clave", None));
        }
        Assert.Equal(new("person.password_locked", "current", Need: (int)lockout.DefaultLockoutTimeSpan.TotalMinutes), Assert.Single(Assert.IsType<Outcome.Refused>(await TryAsync("mala-clave")).Reasons));
        Assert.Equal("person.password_locked", Assert.Single(Assert.IsType<Outcome.Refused>(await TryAsync(Staff.Password)).Reasons).Code);
        Assert.IsType<SignInOutcome.Locked>(await database.Get<SignInDesk>().SignInAsync(ana.Email, Staff.Password, None));
        Assert.Contains("password.locked", await database.ReadAsync(db => db.Audit.AsNoTracking().Select(e => e.Type).ToListAsync()));
    }

    [Theory]
    [InlineData(null, null, null, "current:required password:required")]
    [InlineData("la-actual", "corta", "corta", "password:person.password_short")]
    [InlineData("la-actual", "la-actual", "la-actual", "password:person.password_same")]
    [InlineData("la-actual", "otra-nueva", null, "again:required")]
    [InlineData("la-actual", "otra-nueva", "otra-distinta", "again:person.password_differs")]
    [InlineData("la-actual", "otra-nueva", "otra-nueva", "")]
    public void Each_wrong_field_is_named(string? current, string? password, string? again, string expected) =>
        Assert.Equal(expected, string.Join(' ', new PasswordForm(current, password, again).Check(8).Select(e => $"{e.Field}:{e.Code}")));

    [Theory, OnEveryDatabase]
    public async Task Ways_of_working_are_kept_and_the_account_names_place_and_campaigns(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.ActorAsync(await database.HireAsync(organisation));
        var own = database.Get<ProfileQueries>();
        Assert.Equal(new OwnWays(false, false), await own.WaysAsync(ana, None));
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<ProfileDesk>().WorkAsync(new(true, true), ana, None));
        await database.Get<ProfileDesk>().ChooseAsync("en", null, null, ana, None);
        var account = await own.ReadAsync(ana, None);
        Assert.Equal(new OwnWays(true, true), account.Ways);
        Assert.Equal(ana.BranchId is not null, account.Branch is not null);
        Assert.Equal(ana.CampaignIds.Count, account.Campaigns.Count);
        var supervisor = await own.ReadAsync(await organisation.ActorAsync(Role.RegionalSupervisor), None);
        Assert.Null(supervisor.Branch);
        Assert.Single(supervisor.Regions);
    }
}
