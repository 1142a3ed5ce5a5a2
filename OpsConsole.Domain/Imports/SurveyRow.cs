using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>One survey answer read from a file: key, survey time (UTC), scores and every value by its key in the campaign's columns.</summary>
public sealed record SurveyRow(long Line, string Key, DateTime SurveyedAt, IReadOnlyDictionary<string, FieldValue> Values, string Hash)
{
    /// <summary>The branch as the file names it; null where the file has none and the base row must say.</summary>
    public string? Branch { get; init; }

    /// <summary>The reference that joins the base row.</summary>
    public string? Reference { get; init; }

    public string? CustomerName { get; init; }

    public int? Score { get; init; }

    public int? Satisfaction { get; init; }
}

/// <summary>A value or the reasons why there is none; warnings go with a value.</summary>
public sealed record Parsed<T>(T? Value, IReadOnlyList<RowError> Errors, IReadOnlyList<RowError> Warnings) where T : class;
