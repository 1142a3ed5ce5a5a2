using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>A case as it stands, beside the list one walks through. Reading only.</summary>
public sealed partial class PendingPreview
{
    private const int LongestText = 600, FewestDigits = 6;

    private AlertCase _case = default!;

    [Parameter, EditorRequired]
    public required CasePreview Preview { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private CaseRow Row => Preview.Row;

    private RetentionRequest? Request => Preview.Campaign.Kind == CampaignKind.Retention ? RetentionRequest.Of(Preview.Campaign, _case.Values, Row.CustomerName) : null;

    private CampaignTime Time => _case.Time;

    private string? Customer => AlertReading.Customer(_case) is { Length: > 0 } name ? name : null;

    /// <summary>What the customer wants; of an alert, why it is one.</summary>
    private string? About => Row.Subject?.Description is { Length: > 0 } description ? description : Row.AlertReason;

    private string? Disposition => Row.Subject?.Labels is not null ? CaseSummary.Labels(_case)
        : Preview.Campaign.Settings.RootCauses.FirstOrDefault(c => c.Code == Row.RootCause)?.Label ?? Row.RootCause;

    private string? Contact => Preview.ContactPoint ?? (AlertReading.Phones(_case) is [var (_, shown, _), ..] ? shown : null);

    protected override void OnParametersSet() =>
        _case = new(Actor, new(Row, Preview.Campaign, [], [], null), CampaignTime.Of(Preview.Campaign, Clock), Json.Read<Dictionary<string, string>>(Row.Data));

    private string Moment(DateTime at) => Formats.Moment(at, Time.Zone);

    private static bool IsNumber(string contact) => !contact.Contains('@') && Dialled(contact).Length >= FewestDigits;

    private static string Dialled(string contact) => string.Concat(contact.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0)));

    private static string Shortened(string text) => text.Length <= LongestText ? text : text[..LongestText].TrimEnd() + "…";
}
