using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Requirements;

/// <summary>A requirement as a file brings it (docs/rules.md, "Imports of requirements").</summary>
/// <param name="At">When it came in, UTC.</param>
/// <param name="MaxOn">The maximum date that the file says.</param>
/// <param name="Values">Base columns by key.</param>
public sealed record RequirementRow(string ExternalId, string RowHash, RequirementForm Form, DateTime At, DateOnly? MaxOn, IReadOnlyList<RequirementResponse> Responses, IReadOnlyDictionary<string, FieldValue> Values);
