using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Requirements;

/// <summary>"Áreas": who answers requirements, and how many days each subject has.</summary>
public sealed partial class DeskSettings
{
    private List<AreaDraft> _areas = [];
    private Dictionary<string, int?> _days = [];
    private IReadOnlyList<Colleague> _people = [];
    private int _last;

    [Inject]
    private CasePeopleQueries Colleagues { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ShellTexts> Shell { get; set; } = default!;

    protected override async Task FillAsync(Campaign campaign, Actor actor)
    {
        var now = RequirementChange.Of(campaign.Settings.Requirements);
        _areas = [.. now.Areas.Select(a => new AreaDraft(++_last, a.Code) { Label = a.Label, People = [.. a.People] })];
        _days = new(now.SlaDays);
        _people = await Colleagues.ColleaguesAsync(actor, Gone);
    }

    protected override Task<Outcome> SendAsync(long version, Actor actor) =>
        Desk.ChangeRequirementsAsync(Code, version, new() { Areas = [.. _areas.Select(a => new RequirementArea(a.Code, a.Label ?? "") { People = [.. a.People] })], SlaDays = _days }, actor, Gone);

    protected override string PlaceOf(string field) =>
        field.Split('.') is ["areas", var n, var part] && int.TryParse(n, CultureInfo.InvariantCulture, out var at) && at < _areas.Count ? Field(_areas[at], part) : field;

    private static void AddPerson(AreaDraft area, string? id)
    {
        if (int.TryParse(id, CultureInfo.InvariantCulture, out var person) && !area.People.Contains(person))
            area.People.Add(person);
    }

    private static int? DaysOf(string? typed) => int.TryParse(typed, CultureInfo.InvariantCulture, out var days) ? days : null;

    private string NameOf(int id) => _people.FirstOrDefault(p => p.Id == id)?.Name ?? $"#{id}";

    private string Said(Colleague person) => string.Join(" · ", new[] { person.Name, Shell["Role." + person.Role].Value, person.Branch }.Where(part => part is not null));

    private string FieldName(string field) => field == "areas" ? T["Areas"] : T["Days"];

    private static string Field(AreaDraft area, string field) => string.Create(CultureInfo.InvariantCulture, $"area-{area.Id}-{field}");

    /// <summary>An area while it is edited.</summary>
    private sealed class AreaDraft(int id, string code)
    {
        public int Id { get; } = id;
        public string Code { get; } = code;
        public string? Label { get; set; }
        public List<int> People { get; set; } = [];
    }
}
