using System.Text.Json.Serialization;

namespace OpsConsole.Domain.Requirements;

/// <summary>What a requirement, or an insistence on one, is beside its case: how it came, what it says, what was answered, why no further ticket may stand on it (docs/rules.md, "Requirements").</summary>
public sealed record Requirement
{
    public required string Subject { get; init; }

    /// <summary>Number of the requirement that an insistence stands on.</summary>
    public string? Initial { get; init; }

    /// <summary>As it is recorded, and as the customer came where that is another one.</summary>
    public string? Channel { get; init; }
    public string? CameBy { get; init; }
    public string? Line { get; init; }
    public RequirementProblem Problem { get; init; } = new();
    public string? Category1 { get; init; }
    public string? Category2 { get; init; }
    public string? Category3 { get; init; }
    public string? DocumentClass { get; init; }

    /// <summary>Code of the area that answers.</summary>
    public string? Responsible { get; init; }

    /// <summary>The maximum date that the source of an import says; where there is one, no policy moves it.</summary>
    public DateOnly? MaxOn { get; init; }

    /// <summary>In order; the last one is what the customer is told.</summary>
    public IReadOnlyList<RequirementResponse> Responses { get; init; } = [];

    /// <summary>Null: tickets may be made.</summary>
    public RequirementBlock? Block { get; init; }

    /// <summary>A supervisor allowed so many tickets whatever the assistant says.</summary>
    public int MoreTickets { get; init; }

    [JsonIgnore]
    public RequirementResponse? Response => Responses is [.., var last] ? last : null;
}

/// <summary>Who claims; what is claimed is the case's description.</summary>
public sealed record RequirementProblem(string? Name = null, string? Phone = null, string? Email = null);

/// <param name="Text">Null: the source of an import does not say it.</param>
/// <param name="ById">Null: answered elsewhere.</param>
public sealed record RequirementResponse(string? Text, DateTime At, int? ById = null);

/// <summary>No further ticket: the supervisors of the region have it.</summary>
/// <param name="Result">Number of the assistant's row.</param>
/// <param name="Subject">Of the ticket that was refused; null: somebody handed it over.</param>
public sealed record RequirementBlock(int Result, DateTime At, int? ById, string? Subject = null);
