using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>What a service case is about, as somebody describes it (docs/rules.md, "Service cases").</summary>
public sealed record ServiceCaseForm
{
    public const int DescriptionMax = 10_000, AccountMax = 100, BaseValueMax = 4_000;

    /// <summary>One of the campaign's types.</summary>
    public string? Type { get; init; }
    public string? Description { get; init; }

    /// <summary>Code; without it normal, or as it was.</summary>
    public string? Priority { get; init; }
    public string? Account { get; init; }

    /// <summary>Values of the campaign's own columns by name; read when a case is made only.</summary>
    public IReadOnlyDictionary<string, string?> Base { get; init; } = new Dictionary<string, string?>();

    public IEnumerable<Refusal> Check(Campaign campaign)
    {
        if (Type is not null && !campaign.Settings.CaseTypes.Contains(Type))
            yield return new("unknown", "type");
        if (TextRules.Check(Description, "description", DescriptionMax, required: false) is { } description)
            yield return description;
        if (TextRules.Check(Account, "account", AccountMax, required: false) is { } account)
            yield return account;
        if (Priority is not null && Codes.Parse<CasePriority>(Priority) is null)
            yield return new("unknown", "priority");
        foreach (var (name, value) in Base)
            if (campaign.Schema.Find(SchemaField.Base, name) is null)
                yield return new("unknown", $"base.{name}");
            else if (TextRules.Check(value, $"base.{name}", BaseValueMax, required: false) is { } wrong)
                yield return wrong;
    }

    internal Dictionary<string, FieldValue> Values(Campaign campaign) => Base.Where(p => !string.IsNullOrEmpty(p.Value))
        .ToDictionary(p => campaign.Schema.Find(SchemaField.Base, p.Key)!.Key, p => new FieldValue(p.Value!, null));
}

/// <summary>How a contact went, along the campaign's tree (docs/rules.md, "Service cases").</summary>
public sealed record DispositionForm(IReadOnlyList<string?>? Steps, string? Observations, DateTime? NextContactAt)
{
    public const int ObservationsMax = 4_000;

    public IReadOnlyList<string?> Path => Steps ?? [];

    /// <summary>What a withdrawal request says besides.</summary>
    public RetentionForm? Data { get; init; }

    public IEnumerable<Refusal> Check(CampaignSettings settings, DateTime now)
    {
        var found = Disposition.Along(settings.DispositionTree, Path);
        if (Path.Count == 0)
            yield return new("required", "path");
        else if (found.Count < Path.Count)
            yield return new("unknown", $"path[{found.Count}]");
        else if (found[^1].Children is { Count: > 0 })
            yield return new("required", $"path[{found.Count}]");
        if (TextRules.Check(Observations, "observations", ObservationsMax, required: false) is { } wrong)
            yield return wrong;
        if (NextContactAt <= now)
            yield return new("next_contact.past", "nextContactAt");
        else if (NextContactAt is null && found.Count > 0 && found[^1].NeedsNextContact)
            yield return new("required", "nextContactAt");
    }
}
