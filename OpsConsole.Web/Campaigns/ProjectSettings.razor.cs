using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Web.Campaigns;

/// <summary>"Proyecto": what a campaign decides for itself.</summary>
public sealed partial class ProjectSettings
{
    private static readonly IReadOnlyList<string> Zones = [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id).Order(StringComparer.Ordinal)];

    private string? _name;
    private CampaignStatus _status;
    private string? _timeZone;
    private int? _planMinLength;
    private string? _scoreField;
    private int? _detractorMax;
    private int? _passiveMax;
    private string? _satisfactionField;
    private int? _dissatisfiedMax;
    private string? _caseTypes;
    private bool _agentsMayClose;
    private int? _unreachedNeeds;
    private int? _attemptDays;
    private IReadOnlyList<ColumnRow> _columns = [];

    private bool IsRetention => Campaign!.Kind == CampaignKind.Retention;

    private IEnumerable<string> Questions => Campaign!.Schema.Of(SchemaField.Survey).Select(f => f.Name);

    /// <summary>"3 días naturales"; by priority from the most urgent on, of a requirements desk by subject.</summary>
    private string Policy => Campaign!.Settings.Sla is var sla ? T["Said." + sla.Unit, string.Join(" / ", Amounts(sla).Distinct())] + (sla.Calendar is { } calendar ? $" · {calendar.Name}" : "") : "";

    private IEnumerable<int> Amounts(SlaPolicy sla) => Campaign!.Kind == CampaignKind.Requirement && sla.Unit != SlaPolicy.BusinessHours
        ? Campaign.Settings.Requirements.Subjects.Select(subject => subject.SlaDays).Order()
        : SlaForm.Priorities(Campaign.Kind).Select(sla.Amount);

    private string Thresholds => ContactWords.Of(Campaign!.Settings.Cell.Thresholds);

    protected override Task FillAsync(Campaign campaign, Actor actor)
    {
        var now = CampaignChange.Of(campaign);
        (_name, _status, _timeZone) = (now.Name, campaign.Status, now.TimeZone);
        _planMinLength = now.PlanMinLength;
        (_scoreField, _detractorMax, _passiveMax) = (now.ScoreField, now.DetractorMax, now.PassiveMax);
        (_satisfactionField, _dissatisfiedMax) = (now.SatisfactionField ?? "", now.DissatisfiedMax);
        (_caseTypes, _agentsMayClose) = (string.Join('\n', now.CaseTypes), now.AgentsMayClose);
        (_unreachedNeeds, _attemptDays) = (now.UnreachedNeeds, now.AttemptDays);
        _columns = [.. campaign.Schema.Fields.Where(f => f is not { Source: SchemaField.Meta, Name: FieldCatalog.SurveyTime }).Select(f => new ColumnRow(f))];      // that one has an index of its own
        return Task.CompletedTask;
    }

    protected override Task<Outcome> SendAsync(long version, Actor actor) => Desk.ChangeAsync(Code, version, new()
    {
        Name = _name,
        Status = _status,
        TimeZone = _timeZone?.Trim(),
        PlanMinLength = _planMinLength,
        ScoreField = _scoreField,
        DetractorMax = _detractorMax,
        PassiveMax = _passiveMax,
        SatisfactionField = string.IsNullOrEmpty(_satisfactionField) ? null : _satisfactionField,
        DissatisfiedMax = _dissatisfiedMax,
        CaseTypes = _caseTypes?.Split('\n') ?? [],
        AgentsMayClose = _agentsMayClose,
        UnreachedNeeds = _unreachedNeeds,
        AttemptDays = _attemptDays,
        Columns = [.. _columns.Select(c => c.ToChange())],
    }, actor, Gone);

    private string NameOf(string field) =>
        _columns.FirstOrDefault(c => field == $"column.{c.Field.Key}") is { } column ? column.Field.Name : L["Field." + (IsRetention && field == "caseTypes" ? "productLines" : field)];
}
