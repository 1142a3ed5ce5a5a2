using System.Security.Cryptography;
using System.Text;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>What the log says of messages: which, by what way and to whom; the text stands with the message, here its hash, so that a changed one shows (docs/rules.md, "Conversation").</summary>
public sealed partial class Case
{
    internal void Say(Message message, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Append(CaseEventType.Message, message.CommandId, actor.Id, now, Said(message, "hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Text)))));
    }

    /// <summary>The console's own entry, whatever became of the case meanwhile: nobody's last command, so it bars no undo.</summary>
    internal void SayUndelivered(Message message, DateTime now) =>
        Append(CaseEventType.Message, Guid.NewGuid(), null, now, Said(message, "failed", message.Error));

    private static Dictionary<string, object?> Said(Message message, string name, string? value) => new()
    {
        ["message"] = message.PublicId,
        ["direction"] = Codes.Of(message.Direction),
        ["channel"] = Codes.Of(message.Channel),
        ["contactPoint"] = message.ContactPoint,
        [name] = value,
    };
}
