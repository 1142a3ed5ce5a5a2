namespace OpsConsole.Domain.RepeatContacts;

/// <summary>A form as a file brings it.</summary>
/// <param name="At">When it was filled in, UTC.</param>
/// <param name="AgentId">Who filled it in, where the console knows them.</param>
public sealed record EscalationRow(string ExternalId, string RowHash, EscalationForm Form, DateTime At, string? AgentName, int? AgentId);
