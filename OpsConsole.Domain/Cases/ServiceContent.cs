namespace OpsConsole.Domain.Cases;

/// <summary>What a source says of a service case: everything that an import may make or change, and nothing that people work on.</summary>
public sealed record ServiceContent(string ExternalId, string RowHash, string? Type, string? Description, CasePriority Priority, string? Account, IReadOnlyDictionary<string, FieldValue> Values);
