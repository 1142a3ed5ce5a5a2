namespace OpsConsole.Domain.Cases;

/// <summary>What a source says of a case: everything that an import may make or change, and nothing that people work on.</summary>
public sealed record CaseContent(string ExternalId, string RowHash, int BranchId, DateTime ReceivedAt, IReadOnlyDictionary<string, FieldValue> Values)
{
    public string? CustomerRef { get; init; }
    public string? CustomerName { get; init; }
    public int? Score { get; init; }
    public SurveyGroup? Group { get; init; }
    public bool IsAlert { get; init; }
    public string? AlertReason { get; init; }
}
