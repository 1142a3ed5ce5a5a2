using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Imports;

/// <summary>The columns that a kind of file is known by; whatever else it holds becomes a base column (docs/rules.md, "Imports").</summary>
/// <param name="Source">Where they stand: meta, each in its own place of the case; or base, as columns of the campaign.</param>
/// <param name="Required">Without these nothing is imported; the first is the key.</param>
/// <param name="Branch">Which of them names the branch.</param>
public sealed record ImportFormat(string Source, IReadOnlyList<string> Columns, IReadOnlyList<string> Required, string Branch)
{
    public static readonly ImportFormat Service = new(SchemaField.Meta, CaseColumns.All, [CaseColumns.Key, CaseColumns.Branch], CaseColumns.Branch);

    public static readonly ImportFormat History = new(SchemaField.Meta, HistoryColumns.All, HistoryColumns.Required, HistoryColumns.Branch)
    {
        Moments = HistoryColumns.Moments,
        Worded = HistoryColumns.Worded,
    };

    public static readonly ImportFormat Escalations = new(SchemaField.Meta, EscalationColumns.All, EscalationColumns.Required, EscalationColumns.Branch)
    {
        Moments = [EscalationColumns.At],
        Worded = EscalationColumns.Worded,
    };

    public static readonly ImportFormat Requirements = new(SchemaField.Meta, RequirementColumns.All, RequirementColumns.Required, RequirementColumns.Branch)
    {
        Moments = RequirementColumns.Moments,
        Worded = RequirementColumns.Worded,
    };

    public static readonly ImportFormat Retention = new(SchemaField.Base, RetentionColumns.All, [RetentionColumns.Complaint, RetentionColumns.Service, RetentionColumns.Branch], RetentionColumns.Branch)
    {
        Moments = [RetentionColumns.ComplainedOn],
        Worded = [RetentionColumns.ComplaintType, RetentionColumns.Product, RetentionColumns.Role],
    };

    /// <summary>Without a key; account, time and symptom make one. No branch stands in it.</summary>
    public static readonly ImportFormat Contacts = new(SchemaField.Meta, ContactColumns.All, [ContactColumns.Account, ContactColumns.At], "")
    {
        Moments = [ContactColumns.At],
        Worded = [ContactColumns.Channel, ContactColumns.Cause, ContactColumns.IsComplaint],
    };

    private readonly Dictionary<string, string> _byFolded = Columns.ToDictionary(TextFold.Fold);

    public string Key => Required[0];

    /// <summary>Those that hold moments; a file in which the first of them fits month/day only is refused.</summary>
    public IReadOnlyList<string> Moments { get; init; } = [];

    /// <summary>Those whose words are the file's own and may need to be said in the console's.</summary>
    public IReadOnlyList<string> Worded { get; init; } = [];

    /// <summary>Its name as it is written here, however file or mapping write it; null where it is none of them.</summary>
    public string? Named(string name) => _byFolded.GetValueOrDefault(TextFold.Fold(name.Trim()));

    /// <summary>What a mapping means: the known columns may be called metadata even where they are base columns. Null: metadata that nobody knows.</summary>
    public (string Source, string Field)? Place(string source, string field) =>
        source == SchemaField.Meta || source == Source
            ? Named(field) is { } known ? (Source, known) : source == SchemaField.Meta ? null : (source, field)
            : (source, field);

    public bool IsOwn(BoundColumn column) => column.Source == Source && Columns.Contains(column.Field);
}
