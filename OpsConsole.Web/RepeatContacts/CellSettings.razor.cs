using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>"Célula": its areas with their people and deadlines, and who gets the client's report.</summary>
public sealed partial class CellSettings
{
    private List<AreaDraft> _areas = [];
    private IReadOnlyList<Colleague> _people = [];
    private string? _recipients;
    private int? _rankedFrom;
    private int _last;

    [Inject]
    private CasePeopleQueries Colleagues { get; set; } = default!;

    [Inject]
    private ContactWords Words { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ShellTexts> Shell { get; set; } = default!;

    protected override async Task FillAsync(Campaign campaign, Actor actor)
    {
        var now = CellChange.Of(campaign.Settings.Cell);
        _areas = [.. now.Areas.Select(a => new AreaDraft(++_last, a.Code) { Label = a.Label, Hours = a.DeadlineBusinessHours, People = [.. a.People] })];
        (_recipients, _rankedFrom) = (string.Join('\n', now.ClientRecipients), now.RankedFrom);
        _people = await Colleagues.ColleaguesAsync(actor, Gone);
    }

    protected override Task<Outcome> SendAsync(long version, Actor actor) => Desk.ChangeCellAsync(Code, version, new()
    {
        Areas = [.. _areas.Select(a => new CellArea(a.Code, a.Label ?? "", a.Hours ?? 0) { People = [.. a.People] })],
        ClientRecipients = _recipients?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        RankedFrom = _rankedFrom,
    }, actor, Gone);

    protected override string PlaceOf(string field) =>
        field.Split('.') is ["areas", var n, var part] && int.TryParse(n, CultureInfo.InvariantCulture, out var at) && at < _areas.Count ? Field(_areas[at], part) : field;

    private void AddArea() => _areas.Add(new(++_last, "") { Hours = 8 });

    private static void AddPerson(AreaDraft area, string? id)
    {
        if (int.TryParse(id, CultureInfo.InvariantCulture, out var person) && !area.People.Contains(person))
            area.People.Add(person);
    }

    private string NameOf(int id) => _people.FirstOrDefault(p => p.Id == id)?.Name ?? $"#{id}";

    private string Said(Colleague person) => string.Join(" · ", new[] { person.Name, Shell["Role." + person.Role].Value, person.Branch }.Where(part => part is not null));

    private string FieldName(string field) => field switch
    {
        "areas" => T["Areas"],
        "recipients" => T["Recipients"],
        _ => T["RankedFrom"],
    };

    private static string Field(AreaDraft area, string field) => string.Create(CultureInfo.InvariantCulture, $"area-{area.Id}-{field}");

    /// <summary>An area while it is edited.</summary>
    private sealed class AreaDraft(int id, string code)
    {
        public int Id { get; } = id;
        public string Code { get; } = code;
        public string? Label { get; set; }
        public int? Hours { get; set; }
        public List<int> People { get; set; } = [];
    }
}
