using System.Text.Json;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Messages;

/// <summary>A piece of a case's timeline, newest first.</summary>
/// <param name="Older">Where older entries begin; null: these were all.</param>
public sealed record Conversation(IReadOnlyList<ConversationEntry> Entries, long? Older);

/// <summary>One entry: a message, an attempt or a note; exactly one of the three is there.</summary>
public sealed record ConversationEntry(long Place, DateTime At, int? ById, string? ByName, MessageView? Message = null, ConversationAttempt? Attempt = null, string? Note = null);

/// <summary>An attempt as the log has it.</summary>
/// <param name="IsLate">Written down more than 15 minutes off: shown as "registrado después".</param>
public sealed record ConversationAttempt(AttemptChannel Channel, string ContactPoint, AttemptResult Result, DateTime At, bool IsLate);

/// <summary>An entry of the log with the message it stands for.</summary>
internal sealed record ConversationRow(long Place, DateTime At, int? ById, string? ByName, string Type, string Data, Message? Message)
{
    public ConversationEntry Read()
    {
        var entry = new ConversationEntry(Place, At, ById, ByName);
        if (Message is not null)
            return entry with { At = Message.At, Message = MessageView.Of(Message, ByName) };
        var data = JsonElement.Parse(Data);
        if (Type == CaseEventType.Note)
            return entry with { Note = data.GetProperty("text").GetString() };
        var at = data.GetProperty("attemptAt").GetDateTime().ToUniversalTime();
        return entry with
        {
            At = at,
            Attempt = new(Codes.Parse<AttemptChannel>(data.GetProperty("channel").GetString())!.Value, data.GetProperty("contactPoint").GetString()!,
                Codes.Parse<AttemptResult>(data.GetProperty("result").GetString())!.Value, at, (At - at).Duration() > ContactAttempt.LateAfter),
        };
    }
}
