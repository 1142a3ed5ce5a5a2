using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Support;

/// <summary>People with passwords, made through the desk as an administrator would.</summary>
public static class Staff
{
    public const string Password = "clave-larga";

    public static async Task<OpsUser> HireAsync(this TestDatabase database, Organisation organisation, string email = "ana@example.test", Role role = Role.BranchHead)
    {
        var admin = await organisation.ActorAsync(Role.Administrator);
        var form = new PersonForm
        {
            Name = "Ana Prueba",
            Email = email,
            Role = role,
            BranchId = organisation.Branches[Organisation.Home].Id,
            RegionIds = [organisation.Branches[Organisation.Home].RegionId],
            CampaignIds = [organisation.Campaign.Id],
        };
        var id = int.Parse(((Outcome.Done)await database.Get<PeopleDesk>().CreateAsync(form, Password, admin, CancellationToken.None)).Id!);
        return await database.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == id));
    }

    public static async Task<SignedIn> SignInAsync(this TestDatabase database, string email = "ana@example.test", string password = Password) =>
        ((SignInOutcome.Granted)await database.Get<SignInDesk>().SignInAsync(email, password, CancellationToken.None)).SignedIn;
}
