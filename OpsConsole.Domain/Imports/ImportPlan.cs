using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Imports;

/// <summary>A row as it was read, and the line of an earlier row with the same key.</summary>
internal sealed record ReadRow<T>(RawRow Raw, Parsed<T> Parsed, int? SameAsLine) where T : class;

/// <summary>What the campaign already has under a key.</summary>
internal sealed record KnownCase(long Id, string? RowHash, CaseStatus Status, int BranchId, bool IsAlert, string Data);

/// <summary>What becomes of one row.</summary>
internal abstract record RowFate(RawRow Raw)
{
    internal sealed record Rejected(RawRow Raw, IReadOnlyList<RowError> Errors) : RowFate(Raw);

    internal sealed record Unchanged(RawRow Raw) : RowFate(Raw);

    internal sealed record Created(RawRow Raw, SurveyRow Row, string Branch) : RowFate(Raw);

    internal sealed record Updated(RawRow Raw, SurveyRow Row, string Branch, KnownCase Known) : RowFate(Raw);
}

/// <summary>Decides for a batch of answers, before anything is written, which are new, changed, known or refused: the dry run and the run decide alike (docs/rules.md, "Imports").</summary>
internal sealed class ImportPlan(Campaign campaign, BranchBook branches, bool createBranches)
{
    private readonly string? _branchKey = campaign.Schema.Find(SchemaField.Base, campaign.Settings.BranchColumn)?.Key;

    /// <summary>Branches that the rows name and nobody knows, where they are to be made.</summary>
    public HashSet<string> NewBranches { get; } = new(StringComparer.OrdinalIgnoreCase);

    public RowFate Decide(ReadRow<SurveyRow> read, IReadOnlyDictionary<string, KnownCase> known, IReadOnlyDictionary<string, Dictionary<string, FieldValue>> baseRows)
    {
        if (read.Parsed.Value is not { } row)
            return new RowFate.Rejected(read.Raw, read.Parsed.Errors);
        if (read.SameAsLine is { } first)
            return Reject(read.Raw, null, row.Key, "key.duplicate", first.ToString(CultureInfo.InvariantCulture));
        var branch = row.Branch ?? BaseBranch(row, baseRows);
        if (BranchFault(branch) is { } fault)
            return Reject(read.Raw, campaign.Settings.BranchColumn, branch, fault.Code, fault.Args);
        if (!known.TryGetValue(row.Key, out var found))
            return new RowFate.Created(read.Raw, row, branch!);
        if (found.RowHash == row.Hash)
            return new RowFate.Unchanged(read.Raw);
        return found.Status == CaseStatus.Completed
            ? Reject(read.Raw, null, row.Key, "case_completed", CaseNumber.Of(found.Id))
            : new RowFate.Updated(read.Raw, row, branch!, found);
    }

    /// <summary>What the case is to hold: the base row's values under those of the answer itself. A case moved to another branch stays there unless the file names another one than before.</summary>
    public CaseContent Content(SurveyRow row, Branch branch, IReadOnlyDictionary<string, FieldValue>? baseRow, KnownCase? known)
    {
        var values = baseRow is null ? new(row.Values) : new Dictionary<string, FieldValue>(baseRow);
        foreach (var (key, value) in row.Values)
            values[key] = value;
        var verdict = campaign.Settings.AlertRule.Judge(row.Score, row.Satisfaction);
        return new(row.Key, row.Hash, known is not null && SameBranch(known, values) ? known.BranchId : branch.Id, row.SurveyedAt, values)
        {
            CustomerRef = row.Reference,
            CustomerName = row.CustomerName ?? NameInBase(values),
            Score = row.Score,
            Group = verdict.Group,
            IsAlert = verdict.IsAlert,
            AlertReason = verdict.Reason,
        };
    }

    public bool IsAlert(SurveyRow row) => campaign.Settings.AlertRule.Judge(row.Score, row.Satisfaction).IsAlert;

    private string? BaseBranch(SurveyRow row, IReadOnlyDictionary<string, Dictionary<string, FieldValue>> baseRows) =>
        _branchKey is not null && row.Reference is { } reference && baseRows.TryGetValue(reference, out var values) && values.TryGetValue(_branchKey, out var branch) ? branch.Raw.Trim() : null;

    private (string Code, string[] Args)? BranchFault(string? branch)
    {
        var (found, code, args) = branches.Judge(branch);
        if (found is not null)
            return null;
        if (!createBranches || code is not ("branch.misspelt" or "branch.unknown"))
            return (code!, args);
        if (branch!.Length > 60)
            return ("text.too_long", ["60"]);
        NewBranches.Add(branch);
        return null;
    }

    private bool SameBranch(KnownCase known, Dictionary<string, FieldValue> values)
    {
        if (_branchKey is null || !values.TryGetValue(_branchKey, out var named))
            return false;
        return Data.Json.Read<Dictionary<string, string>>(known.Data).TryGetValue(_branchKey, out var before) && before == named.Raw;
    }

    private string? NameInBase(Dictionary<string, FieldValue> values) =>
        campaign.Schema.Find(SchemaField.Base, "Nombre_Cliente") is { } field && values.TryGetValue(field.Key, out var name) ? name.Raw.Trim() : null;

    private static RowFate.Rejected Reject(RawRow raw, string? column, string? value, string code, params string[] args) =>
        new(raw, [new RowError(raw.Line, column, value, code, args)]);
}
