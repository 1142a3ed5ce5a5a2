using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Messages;

/// <summary>What a carrier needs of a message; <see cref="Id"/> is the same at every try.</summary>
public sealed record OutgoingMessage(string Id, string CaseNumber, AttemptChannel Channel, string Address, string? Subject, string Text, DateTime At, int Tries);

/// <summary>What became of one try to hand a message over; codes have their words in Refusals.resx.</summary>
public abstract record Handover
{
    private Handover()
    {
    }

    /// <summary>The other side has it now.</summary>
    public sealed record Accepted(string? ProviderId = null, bool IsDelivered = false) : Handover;

    /// <summary>Not now: worth another try.</summary>
    public sealed record Later(string Code, string? Detail = null) : Handover;

    /// <summary>Refused for good: another try would be refused too.</summary>
    public sealed record Refused(string Code, string? Detail = null) : Handover;
}

/// <summary>A way out of the console: a mail server, a gateway. It says what its configuration lacks before anybody writes (docs/rules.md, "Conversation").</summary>
public interface IMessageCarrier
{
    bool Carries(AttemptChannel channel);

    /// <summary>What has to be configured first, one refusal for each missing key; empty: ready.</summary>
    IReadOnlyList<Refusal> Lacks { get; }

    /// <summary>Ends by itself in well under the lease of the outbox, and does not throw for what the other side does.</summary>
    Task<Handover> HandOverAsync(OutgoingMessage message);
}
