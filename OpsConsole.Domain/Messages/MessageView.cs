using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Messages;

/// <summary>A message as pages and the API show it.</summary>
/// <param name="Error">Code of why the last try failed; its words are those of refusals.</param>
/// <param name="ErrorDetail">What the other side said, as it said it.</param>
public sealed record MessageView(string Id, MessageDirection Direction, AttemptChannel Channel, string ContactPoint, string Address, string? Subject, string Text, string? Template, string? TemplateLabel,
    DateTime At, DateTime RecordedAt, int ById, string? ByName, MessageState State, DateTime StateAt, int Tries, DateTime? NextTryAt, string? Error, string? ErrorDetail, string? ProviderId)
{
    public static MessageView Of(Message m, string? byName) => new(m.PublicId, m.Direction, m.Channel, m.ContactPoint, m.Address, m.Subject, m.Text, m.Template, m.TemplateLabel,
        m.At, m.RecordedAt, m.ById, byName, m.State, m.StateAt, m.Tries, m.NextTryAt, m.Error, m.ErrorDetail, m.ProviderId);

    /// <summary>Whether a person can have it tried now.</summary>
    public bool MayBeRetried => Direction == MessageDirection.Out && (State == MessageState.Failed || (State == MessageState.Queued && Tries > 0));
}
