namespace OpsConsole.Domain.People;

/// <summary>A group of branches that one supervisor looks after.</summary>
public sealed class Region
{
    public int Id { get; init; }
    public required string Code { get; set; }
    public required string Name { get; set; }
}
