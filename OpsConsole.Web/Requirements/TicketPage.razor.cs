using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Requirements;

/// <summary>The ticket: a requirement, or an insistence on one. What the subject always says is filled in; what is typed stays when it is refused.</summary>
public sealed partial class TicketPage
{
    private readonly Dictionary<string, string?> _class = new() { ["category1"] = null, ["category2"] = null, ["category3"] = null, ["documentClass"] = null };
    private IReadOnlyList<BranchChoice> _branches = [];
    private RequirementDefaults _filled = new();
    private RequirementView? _of;
    private Campaign? _campaign;
    private Actor? _actor;
    private string? _subject, _initial, _channel, _line, _branch, _name, _phone, _email, _description, _responsible, _handed;
    private string _priority = Codes.Of(CasePriority.Normal);
    private bool _looked;

    [Parameter, EditorRequired]
    public required string Code { get; set; }

    [SupplyParameterFromQuery(Name = TicketAddress.Initial)]
    public string? GivenInitial { get; set; }

    [SupplyParameterFromQuery(Name = TicketAddress.Subject)]
    public string? GivenSubject { get; set; }

    [Inject]
    private CampaignQueries Campaigns { get; set; } = default!;

    [Inject]
    private CasePeopleQueries People { get; set; } = default!;

    [Inject]
    private RequirementQueries Requirements { get; set; } = default!;

    [Inject]
    private CaseDesk Desk { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    private RequirementCatalogue Catalogue => _campaign!.Settings.Requirements;

    private RequirementSubject? Chosen => Catalogue.Subject(_subject);

    private string? ChannelHelp => Catalogue.Channel(_channel) is { IsAuthorised: false } channel ? L["Channel.RecordedAs", channel.Label, Catalogue.Channel(channel.RecordedAs)?.Label ?? ""].Value : null;

    /// <summary>Back to where one came from.</summary>
    private string Leave => GivenInitial is { } initial ? ProjectPlaces.CaseAddress(_campaign!, initial) : ProjectPlaces.ListOf(_campaign!);

    protected override async Task OnInitializedAsync()
    {
        _actor = await Actors.CurrentAsync(Gone);
        _campaign = await Campaigns.FindAsync(Code, _actor, Gone);
        _looked = true;
        if (_campaign is null)
            return;
        _branches = await People.OwnBranchesAsync(_actor, Gone);
        _branch = _branches is [var only] ? only.Code : null;
        _channel = Catalogue.IntakeChannels is [var first, ..] ? first.Code : null;
        (_subject, _initial) = (Catalogue.Subject(GivenSubject)?.Code ?? "", GivenInitial);
        FillIn();
        await LookAsync();
    }

    /// <summary>What the subject always says, where nobody said something else.</summary>
    private void FillIn()
    {
        var (was, now) = (_filled, Chosen?.Defaults ?? new());
        foreach (var (field, before, after) in new[] { ("category1", was.Category1, now.Category1), ("category2", was.Category2, now.Category2), ("category3", was.Category3, now.Category3), ("documentClass", was.DocumentClass, now.DocumentClass) })
            if (string.IsNullOrWhiteSpace(_class[field]) || _class[field] == before)
                _class[field] = after;
        if (string.IsNullOrEmpty(_responsible) || _responsible == was.Responsible)
            _responsible = now.Responsible;
        var (normal, old) = (Codes.Of(CasePriority.Normal), was.Priority is { } priority ? Codes.Of(priority) : null);
        if (_priority == normal || _priority == old)
            _priority = now.Priority is { } other ? Codes.Of(other) : normal;
        _filled = now;
    }

    /// <summary>Says what the insistence stands on, and takes over what is known of it.</summary>
    private async Task LookAsync()
    {
        _of = string.IsNullOrWhiteSpace(_initial) ? null : await Requirements.FindAsync(_initial.Trim(), _actor!, Gone);
        if (_of is not { Stand.Initial.Data: var known })
            return;
        (_name, _phone, _email, _line) = (Given(_name) ?? known.Problem.Name, Given(_phone) ?? known.Problem.Phone, Given(_email) ?? known.Problem.Email, Given(_line) ?? known.Line);
    }

    private Task SendAsync() => RunAsync(FileAsync, done =>
    {
        Toasts.Show(L["Ticket.Sent", done.Id!]);
        Navigation.NavigateTo(ProjectPlaces.CaseAddress(_campaign!, done.Id!));
        return Task.CompletedTask;
    });

    private async Task<Outcome> FileAsync()
    {
        var outcome = await Desk.FileAsync(Code, Given(_branch), Form, null, await Actors.FreshAsync(Gone), Gone);
        _handed = outcome.Refusals.Any(r => r.Code == "requirement.blocked") ? Given(_initial) : null;
        return outcome;
    }

    private RequirementForm Form => new()
    {
        Subject = _subject,
        Initial = Chosen is { IsInsistence: true } ? Given(_initial) : null,
        Channel = _channel,
        ProductLine = Given(_line),
        Name = Given(_name),
        Phone = Given(_phone),
        Email = Given(_email),
        Description = Given(_description),
        Category1 = Given(_class["category1"]),
        Category2 = Given(_class["category2"]),
        Category3 = Given(_class["category3"]),
        Responsible = Given(_responsible),
        Priority = _priority,
        DocumentClass = Given(_class["documentClass"]),
    };
}
