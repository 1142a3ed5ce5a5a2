using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Messages;

/// <summary>Finds the carrier of a channel.</summary>
internal static class Carrier
{
    public static IMessageCarrier? Of(IEnumerable<IMessageCarrier> carriers, AttemptChannel channel) => carriers.FirstOrDefault(c => c.Carries(channel));

    /// <summary>What has to be configured before anything can go out by this channel; calls need nothing.</summary>
    public static IReadOnlyList<Refusal> Lacks(IEnumerable<IMessageCarrier> carriers, AttemptChannel channel) =>
        channel == AttemptChannel.Phone ? [] : Of(carriers, channel)?.Lacks ?? [new("delivery.no_carrier", "channel")];
}
