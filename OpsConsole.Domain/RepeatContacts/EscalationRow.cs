using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>A form as a file brings it (docs/rules.md, "Imports of forms").</summary>
/// <param name="At">When it was filled in, UTC.</param>
/// <param name="AgentName">Who filled it in, as the file names them.</param>
/// <param name="AgentId">The same, where the console knows them.</param>
/// <param name="Values">Base columns by key.</param>
public sealed record EscalationRow(string ExternalId, string RowHash, EscalationForm Form, DateTime At, string? AgentName, int? AgentId, IReadOnlyDictionary<string, FieldValue> Values);
