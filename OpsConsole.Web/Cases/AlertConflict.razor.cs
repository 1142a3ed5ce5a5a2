using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Both changed the same fields: which value stays. A long text starts on both together, so that nothing is lost by pressing on; a choice starts on neither.</summary>
public sealed partial class AlertConflict
{
    private readonly Dictionary<string, Keep> _kept = [];
    private readonly Dictionary<string, string> _combined = [];
    private string? _error;

    private enum Keep
    {
        Mine,
        Theirs,
        Both,
    }

    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<AlertClash> Clashes { get; set; }

    [Parameter]
    public string? By { get; set; }

    [Parameter]
    public DateTime? At { get; set; }

    /// <summary>What merged by itself, in words.</summary>
    [Parameter]
    public string? Taken { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyDictionary<string, string?>> OnChosen { get; set; }

    private string Other => By ?? L["SomebodyElse"].Value;
    private string FirstName => Other.Split(' ', 2)[0];

    protected override void OnInitialized()
    {
        foreach (var clash in Clashes.Where(IsLong))
            (_kept[clash.Field], _combined[clash.Field]) = (Keep.Both, AlertMerge.Combine(clash.Mine!, clash.Theirs!));
    }

    private void Write(string field, string? text) => _combined[field] = text ?? "";

    private async Task ChooseAsync()
    {
        if (Clashes.FirstOrDefault(c => !_kept.ContainsKey(c.Field)) is { } open)
        {
            _error = L["Conflict.Open", L["Field." + open.Field].Value];
            return;
        }
        await OnChosen.InvokeAsync(Clashes.ToDictionary(c => c.Field, Chosen));
    }

    private string? Chosen(AlertClash clash) => _kept[clash.Field] switch
    {
        Keep.Mine => clash.Mine,
        Keep.Theirs => clash.Theirs,
        Keep.Both => _combined[clash.Field],
    };

    private static bool IsLong(AlertClash clash) => clash is { Field: AlertFields.Plan, Mine: not null, Theirs: not null };

    private IEnumerable<(string Text, bool Differs)> Marked(string? text, string? other, string field)
    {
        if (text is null || other is null || field != AlertFields.Plan)
            return [(Shown(field, text), false)];
        var words = text.Split(' ');
        var (start, end) = AlertMerge.Common(words, other.Split(' '));
        return new[] { (string.Join(' ', words[..start]) + " ", false), (string.Join(' ', words[start..^end]), true), (" " + string.Join(' ', words[^end..]), false) }.Where(p => !string.IsNullOrWhiteSpace(p.Item1));
    }

    private string Shown(string field, string? value) => value is null ? Formats.Nothing : field switch
    {
        AlertFields.Incident => Alert.Settings.Incident(value)?.Label ?? value,
        AlertFields.Contact => Alert.Settings.Contact(value)?.Label ?? value,
        AlertFields.Cause => Alert.Settings.RootCauses.FirstOrDefault(c => c.Code == value)?.Label ?? value,
        AlertFields.CheckOn => DateOnly.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var day) ? HistoryWords.Day(day) : value,
        AlertFields.Next => DateTime.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal, out var at) ? Formats.Moment(at, Alert.Time.Zone) : value,
        _ => value,
    };
}
