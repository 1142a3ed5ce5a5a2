using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Requirements;

/// <summary>A ticket as somebody fills it in; what is left out the subject says, or the requirement that an insistence stands on (docs/rules.md, "Requirements").</summary>
public sealed record RequirementForm
{
    public const int ShortMax = 120;

    public string? Subject { get; init; }

    /// <summary>Number of a requirement.</summary>
    public string? Initial { get; init; }

    /// <summary>By which way the customer came.</summary>
    public string? Channel { get; init; }
    public string? ProductLine { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Description { get; init; }
    public string? Category1 { get; init; }
    public string? Category2 { get; init; }
    public string? Category3 { get; init; }

    /// <summary>The area that answers. Like subject, channel and product line by code or label.</summary>
    public string? Responsible { get; init; }
    public string? Priority { get; init; }
    public string? DocumentClass { get; init; }

    /// <summary>A case as its form would be.</summary>
    public static RequirementForm Of(Requirement known, string? description, CasePriority priority) => new()
    {
        Subject = known.Subject,
        Initial = known.Initial,
        Channel = known.CameBy ?? known.Channel,
        ProductLine = known.Line,
        Name = known.Problem.Name,
        Phone = known.Problem.Phone,
        Email = known.Problem.Email,
        Description = description,
        Category1 = known.Category1,
        Category2 = known.Category2,
        Category3 = known.Category3,
        Responsible = known.Responsible,
        Priority = Codes.Of(priority),
        DocumentClass = known.DocumentClass,
    };

    /// <summary>With what the subject says where the form says nothing, and what the requirement says that it stands on.</summary>
    public RequirementForm Filled(RequirementCatalogue catalogue, Requirement? initial = null)
    {
        var defaults = catalogue.Subject(Subject)?.Defaults ?? new();
        return this with
        {
            Subject = catalogue.Subject(Subject)?.Code ?? Subject,
            ProductLine = Said(ProductLine) ?? initial?.Line,
            Name = Said(Name) ?? initial?.Problem.Name,
            Phone = Said(Phone) ?? initial?.Problem.Phone,
            Email = Said(Email) ?? initial?.Problem.Email,
            Category1 = Said(Category1) ?? defaults.Category1 ?? initial?.Category1,
            Category2 = Said(Category2) ?? defaults.Category2 ?? initial?.Category2,
            Category3 = Said(Category3) ?? defaults.Category3 ?? initial?.Category3,
            Responsible = Said(Responsible) ?? defaults.Responsible ?? initial?.Responsible,
            Priority = Said(Priority) ?? (defaults.Priority is { } priority ? Codes.Of(priority) : null),
            DocumentClass = Said(DocumentClass) ?? defaults.DocumentClass ?? initial?.DocumentClass,
        };
    }

    /// <summary>What is wrong with it, once it is filled. Fields as the contract names them.</summary>
    public IEnumerable<Refusal> Check(RequirementCatalogue catalogue)
    {
        if (catalogue.Subject(Subject) is not { } subject)
            yield return new(string.IsNullOrWhiteSpace(Subject) ? "required" : "unknown", "subject");
        else if (subject.IsInsistence && string.IsNullOrWhiteSpace(Initial))
            yield return new("required", "initial");
        else if (!subject.IsInsistence && !string.IsNullOrWhiteSpace(Initial))
            yield return new("requirement.no_insistence", "initial");
        foreach (var wrong in CheckContent(catalogue))
            yield return wrong;
    }

    /// <summary>The same without subject and initial, which never change.</summary>
    public IEnumerable<Refusal> CheckContent(RequirementCatalogue catalogue)
    {
        if (catalogue.Channel(Channel) is not { } channel)
            yield return new(string.IsNullOrWhiteSpace(Channel) ? "required" : "unknown", "channel");
        else if (!channel.IsAuthorised && catalogue.Channel(channel.RecordedAs) is not { IsAuthorised: true })
            yield return new("requirement.channel", "channel");
        if (!string.IsNullOrWhiteSpace(ProductLine) && catalogue.Line(ProductLine) is null)
            yield return new("unknown", "productLine");
        if (TextRules.Check(Name, "problem.name", ShortMax) is { } name)
            yield return name;
        if (TextRules.Check(Description, "problem.description", ServiceCaseForm.DescriptionMax) is { } description)
            yield return description;
        foreach (var (field, text) in new[] { ("problem.phone", Phone), ("problem.email", Email), ("category1", Category1), ("category2", Category2), ("category3", Category3), ("documentClass", DocumentClass) })
            if (TextRules.Check(text, field, ShortMax, required: false) is { } wrong)
                yield return wrong;
        if (!string.IsNullOrWhiteSpace(Responsible) && catalogue.Area(Responsible) is null)
            yield return new("unknown", "responsible");
        if (!string.IsNullOrWhiteSpace(Priority) && Codes.Parse<CasePriority>(Priority) is null)
            yield return new("unknown", "priority");
    }

    /// <summary>What of it the case keeps; only after nothing was found wrong.</summary>
    internal Requirement In(Requirement known, RequirementCatalogue catalogue)
    {
        var channel = catalogue.Channel(Channel);      // a file need not say one
        return known with
        {
            Channel = channel is { IsAuthorised: false } ? channel.RecordedAs : channel?.Code,
            CameBy = channel is { IsAuthorised: false } ? channel.Code : null,
            Line = catalogue.Line(ProductLine)?.Code,
            Problem = new(Said(Name), Said(Phone), Said(Email)),
            Category1 = Said(Category1),
            Category2 = Said(Category2),
            Category3 = Said(Category3),
            DocumentClass = Said(DocumentClass),
            Responsible = catalogue.Area(Responsible)?.Code,
        };
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
