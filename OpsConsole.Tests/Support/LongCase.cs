using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using Xunit;

namespace OpsConsole.Tests.Support;

/// <summary>Makes the log and the conversation of a case as long as those of a customer who calls for years.</summary>
internal static class LongCase
{
    public static async Task FillAsync(IServiceProvider services, string number, int notes, int messages, Actor actor)
    {
        var (id, now) = (CaseNumber.IdOf(number), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        await using (var db = await services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync())
        {
            var found = await db.Cases.Include(c => c.Attempts).Include(c => c.Shares).Include(c => c.Responsible).SingleAsync(c => c.Id == id);
            for (var i = 0; i < notes; i++)
                found.Note($"Nota {i}: se conversó con el cliente sobre el corte y el cobro del mes.", actor, now);
            db.CaseEvents.AddRange(found.Log);
            await services.GetRequiredService<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
        }

        var desk = services.GetRequiredService<MessageDesk>();
        for (var i = 0; i < messages; i++)
            Assert.IsAssignableFrom<Outcome.Done>(await desk.AddAsync(number, new("in", "sms", "+51 955 111 222", $"Mensaje {i}: sigo sin servicio y nadie me llama.") { ProviderId = $"{number}-{i}" }, actor, CancellationToken.None));
    }
}
