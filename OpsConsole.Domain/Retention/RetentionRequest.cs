using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>What the base says of a withdrawal request (docs/rules.md, "Retention base").</summary>
/// <param name="Phones">As the base writes them, without gaps.</param>
public sealed record RetentionRequest(string? ServiceNumber, string? ComplaintNumber, string? ComplaintType, string? Product, string? Role, string? Equipment, string? Contract, string? Customer, string? Document, IReadOnlyList<string> Phones)
{
    public const string ServiceRole = "serviceRole", EquipmentToReturn = "equipmentToReturn";

    /// <param name="values">The case's own, by the keys of the campaign's columns.</param>
    public static RetentionRequest Of(Campaign campaign, IReadOnlyDictionary<string, string> values, string? customerName)
    {
        string? Value(string column) => campaign.Schema.Find(SchemaField.Base, column) is { } field && values.TryGetValue(field.Key, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        return new(Value(RetentionColumns.Service), Value(RetentionColumns.Complaint), Value(RetentionColumns.ComplaintType), Value(RetentionColumns.Product), Value(RetentionColumns.Role),
            Value(RetentionColumns.Equipment), Value(RetentionColumns.Contract), customerName ?? Value(RetentionColumns.Customer), Value(RetentionColumns.Document), [.. RetentionColumns.Phones.Select(Value).OfType<string>()]);
    }

    /// <summary>What is wrong with a request that somebody opens by hand: its two numbers are what everything later is compared with.</summary>
    public static IEnumerable<Refusal> CheckNew(ServiceCaseForm form)
    {
        foreach (var column in new[] { RetentionColumns.Complaint, RetentionColumns.Service })
            if (string.IsNullOrWhiteSpace(Of(form, column)))
                yield return new("required", $"base.{column}");
        if (Of(form, RetentionColumns.Complaint)?.Length > RetentionForm.TextMax)
            yield return new("too_long", $"base.{RetentionColumns.Complaint}", Of(form, RetentionColumns.Complaint)!.Length, RetentionForm.TextMax);
        if (RetentionFacts.Role(Of(form, RetentionColumns.Role)) is null)
            yield return new("unknown", $"base.{RetentionColumns.Role}");
    }

    /// <summary>The key of a request opened by hand, its product line, and the account that it concerns: as an import would make them.</summary>
    internal static (string Key, string? Product, string? Account) Subject(ServiceCaseForm form) =>
        (Of(form, RetentionColumns.Complaint)!.Trim(), Of(form, RetentionColumns.Product)?.Trim().ToUpperInvariant() ?? form.Type, Of(form, RetentionColumns.Contract)?.Trim() ?? form.Account ?? Of(form, RetentionColumns.Service)!.Trim());

    private static string? Of(ServiceCaseForm form, string column) => form.Base.GetValueOrDefault(column) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>What conditions may ask.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facts => new Dictionary<string, IReadOnlyList<string>>
    {
        [ServiceRole] = RetentionFacts.Role(Role) is { } role ? [role] : [],
        [EquipmentToReturn] = RetentionFacts.Equipment(Equipment),
    };

    /// <summary>Two spellings of one number: without blanks and leading zeros.</summary>
    public static bool SameNumber(string? a, string? b) => Compact(a) == Compact(b);

    private static string Compact(string? number) => TextFold.Fold(string.Concat((number ?? "").Where(c => !char.IsWhiteSpace(c)))).TrimStart('0');
}
