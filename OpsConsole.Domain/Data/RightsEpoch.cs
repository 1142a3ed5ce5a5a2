using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Rises with every commit of this process that decides who is signed in or who may see what: whatever was remembered of that is then asked anew (docs/rules.md, "Sessions").</summary>
public sealed class RightsEpoch
{
    private long _value;

    public long Value => Volatile.Read(ref _value);

    public void Rise() => Interlocked.Increment(ref _value);

    internal static bool IsTouchedBy(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity switch
    {
        UserSession => entry.State != EntityState.Modified || entry.Property(nameof(UserSession.EndedAt)).IsModified,      // not by activity
        OpsUser or UserRegion or UserCampaign or Branch or Campaign or CaseShare => true,
        _ => false,
    };
}
