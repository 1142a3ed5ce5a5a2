using System.Buffers.Text;
using System.Security.Cryptography;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Messages;

/// <summary>Whether the customer wrote it or the console.</summary>
public enum MessageDirection
{
    In,
    Out,
}

/// <summary>Where a message stands; what comes in is received and stays so (docs/rules.md, "Conversation").</summary>
public enum MessageState
{
    /// <summary>Waits for its first try, or for the next one.</summary>
    Queued,
    Sending,

    /// <summary>The mail server or the gateway took it over.</summary>
    Sent,

    /// <summary>The gateway says that it arrived.</summary>
    Delivered,

    /// <summary>Given up, or refused for good; a person can have it tried again.</summary>
    Failed,
    Received,
}

/// <summary>One message of a case. It stands in the same transaction as its entry of the log, and what is not sent yet is the outbox itself (docs/rules.md, "Conversation").</summary>
public sealed class Message
{
    private const int DetailMax = 500;
    private const string Reported = "delivery.reported_failed";

    public long Id { get; private set; }

    /// <summary>128 random bits, base64url: what the contract, the gateway and the mail's Message-Id call it.</summary>
    public string PublicId { get; private set; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
    public long CaseId { get; internal set; }

    /// <summary>That of its entry in the log, wherever the case goes.</summary>
    public Guid CommandId { get; init; }
    public MessageDirection Direction { get; init; }
    public AttemptChannel Channel { get; init; }

    /// <summary>As it was given.</summary>
    public required string ContactPoint { get; init; }

    /// <summary>What is written to: E.164, or the e-mail address.</summary>
    public required string Address { get; init; }

    /// <summary>Of e-mails only.</summary>
    public string? Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>The template that it was written from, and the label it had then.</summary>
    public string? Template { get; init; }
    public string? TemplateLabel { get; init; }

    /// <summary>When it was written; of what came in, when its sender sent it.</summary>
    public DateTime At { get; init; }
    public DateTime RecordedAt { get; init; }
    public int ById { get; init; }

    /// <summary>What the provider calls it: of what came in it tells a repetition from a new one.</summary>
    public string? ProviderId { get; private set; }
    public MessageState State { get; private set; }

    /// <summary>When the state became this one.</summary>
    public DateTime StateAt { get; private set; }

    /// <summary>How often it was handed over since somebody asked for it.</summary>
    public int Tries { get; private set; }
    public DateTime? NextTryAt { get; private set; }
    public DateTime? LeasedUntil { get; private set; }

    /// <summary>Why the last try failed: a code with words in Refusals.resx, and what the other side said.</summary>
    public string? Error { get; private set; }
    public string? ErrorDetail { get; private set; }
    public long Version { get; private set; }

    internal static Message Compose(MessageForm form, ReadMessage read, long caseId, Guid command, int by, DateTime now)
    {
        var incoming = read.Direction == MessageDirection.In;
        return new()
        {
            CaseId = caseId,
            CommandId = command,
            Direction = read.Direction,
            Channel = read.Channel,
            ContactPoint = form.ContactPoint!,
            Address = read.Address,
            Subject = read.Channel == AttemptChannel.Email && !string.IsNullOrWhiteSpace(form.Subject) ? form.Subject : null,
            Text = form.Text!,
            Template = read.Template?.Code,
            TemplateLabel = read.Template?.Label,
            At = incoming ? (form.At ?? now).ToMilliseconds() : now,
            RecordedAt = now,
            ById = by,
            ProviderId = incoming ? form.ProviderId : null,
            State = incoming ? MessageState.Received : MessageState.Queued,
            StateAt = now,
            NextTryAt = incoming ? null : now,
        };
    }

    /// <summary>Taken up by this node until then: whoever finds it after that may take it over.</summary>
    internal void Take(DateTime now, TimeSpan lease)
    {
        (LeasedUntil, Tries) = (now + lease, Tries + 1);
        Become(MessageState.Sending, now);
    }

    /// <summary>What came of the hand-over with this number; an older one only counts if it succeeded. True: it failed for good.</summary>
    internal bool Record(Handover result, int tries, DateTime now)
    {
        switch (result)
        {
            case Handover.Accepted accepted:
                if (State is MessageState.Queued or MessageState.Sending || (State == MessageState.Failed && Error != Reported))
                    Settle(accepted.IsDelivered ? MessageState.Delivered : MessageState.Sent, now);
                ProviderId ??= accepted.ProviderId;
                return false;
            case Handover.Later later when State == MessageState.Sending && Tries == tries && RetryPlan.After(tries) is { } pause:
                (Error, ErrorDetail, LeasedUntil, NextTryAt) = (later.Code, Storable(later.Detail), null, now + pause);
                Become(MessageState.Queued, now);
                return false;
            case Handover.Later later when State == MessageState.Sending && Tries == tries:
                Fail(later.Code, later.Detail, now);
                return true;
            case Handover.Refused refused when State == MessageState.Sending && Tries == tries:
                Fail(refused.Code, refused.Detail, now);
                return true;
            default:        // another node took it over meanwhile: what that one finds out counts
                return false;
        }
    }

    /// <summary>What the gateway reports afterwards. Delivered is the end; a failure counts for what was handed over. True: it failed for good.</summary>
    internal bool Report(bool delivered, string? detail, DateTime now)
    {
        if (State is not (MessageState.Sending or MessageState.Sent or MessageState.Failed) || (State == MessageState.Failed && !delivered))
            return false;
        if (delivered)
            Settle(MessageState.Delivered, now);
        else
            Fail(Reported, detail, now);
        return !delivered;
    }

    /// <summary>Somebody wants it tried now; what was given up gets all its tries anew.</summary>
    internal void TryNow(DateTime now)
    {
        if (State == MessageState.Failed)
            Tries = 0;
        NextTryAt = now;
        Become(MessageState.Queued, now);
    }

    /// <summary>The process that held it is dead: it is handed over again, under the same id.</summary>
    internal void Release(DateTime now)
    {
        (LeasedUntil, NextTryAt) = (null, now);
        Become(MessageState.Queued, now);
    }

    private void Settle(MessageState state, DateTime now)
    {
        (Error, ErrorDetail, LeasedUntil, NextTryAt) = (null, null, null, null);
        Become(state, now);
    }

    private void Fail(string code, string? detail, DateTime now)
    {
        (Error, ErrorDetail, LeasedUntil, NextTryAt) = (code, Storable(detail), null, null);
        Become(MessageState.Failed, now);
    }

    /// <summary>What the other side says is not ours: it must not keep the result from being written down.</summary>
    private static string? Storable(string? detail) => detail is null ? null : string.Concat(detail.EnumerateRunes().Where(r => r.Value != 0).Take(DetailMax));

    private void Become(MessageState state, DateTime now)
    {
        if (State != state)
            StateAt = now;
        State = state;
        Version++;
    }
}
