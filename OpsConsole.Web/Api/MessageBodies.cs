using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Api;

public sealed record MessageBody(string? Direction, string? Channel, string? ContactPoint, string? Text, string? Subject, string? Template, string? ProviderId, DateTime? At)
{
    public MessageForm Form => new(Direction, Channel, ContactPoint, Text) { Subject = Subject, Template = Template, ProviderId = ProviderId, At = At };
}

/// <summary>What the gateway reports.</summary>
public sealed record DeliveryBody(string? State, string? Reason);

/// <summary>Why a message is not there yet: a code, its words, and what the other side said.</summary>
public sealed record DeliveryError(string Code, string Text, string? Detail);

/// <summary>A message as the contract has it.</summary>
public sealed record MessageAnswer(string Id, string Direction, string Channel, string ContactPoint, string Address, string? Subject, string Text, string? Template,
    DateTime At, DateTime RecordedAt, NamedAnswer By, string State, DateTime StateAt, int Tries, DateTime? NextTryAt, DeliveryError? Error, string? ProviderId)
{
    public static MessageAnswer Of(MessageView m, RefusalWords words) => new(m.Id, Codes.Of(m.Direction), Codes.Of(m.Channel), m.ContactPoint, m.Address, m.Subject, m.Text, m.Template,
        m.At, m.RecordedAt, new(m.ById, m.ByName), Codes.Of(m.State), m.StateAt, m.Tries, m.NextTryAt, m.Error is { } error ? new(error, words[new Refusal(error)], m.ErrorDetail) : null, m.ProviderId);
}

public sealed record MessagesAnswer(IReadOnlyList<MessageAnswer> Items, string? NextCursor);
