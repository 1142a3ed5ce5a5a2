namespace OpsConsole.Domain.People;

/// <summary>Where a case belongs ("agencia"). A branch is retired, never deleted: its cases keep it.</summary>
public sealed class Branch
{
    public int Id { get; init; }

    /// <summary>The short name that files and the API carry, e.g. PIURA; unique when folded.</summary>
    public required string Code { get; set; }
    public required string Name { get; set; }
    public int RegionId { get; set; }
    public Region? Region { get; init; }
    public bool IsActive { get; set; } = true;
}
