using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>How the contact went: the campaign's tree, observations, the next contact.</summary>
public sealed partial class CaseDisposition
{
    private const string ObservationsId = "disposition-observations", NextId = "disposition-next-contact";
    private const int DeepestNamed = 3, MorningHour = 9;

    private List<string> _path = [];
    private string? _lost;
    private IReadOnlyList<Disposition> _tree = [];

    protected override string FormId => "disposition-form";

    protected override DispositionDraft Empty => DispositionDraft.Empty;

    protected override string Standing => $"{Case.Row.Subject?.Path}|{Case.Row.Subject?.Observations}|{Case.Row.NextContactAt:O}";

    protected override IReadOnlyList<string> Fields { get; } = ["dispositionPath", "observations", "nextContactAt"];

    private IReadOnlyList<Disposition> Tree => Case.Settings.DispositionTree;

    /// <summary>Each level that there is something to choose on, with what is chosen.</summary>
    private IEnumerable<(IReadOnlyList<Disposition> Choices, int Index, string? Chosen)> Levels
    {
        get
        {
            var (choices, index) = (Tree, 0);
            while (choices is { Count: > 0 })
            {
                var chosen = choices.FirstOrDefault(d => d.Code == _path.ElementAtOrDefault(index));
                yield return (choices, index, chosen?.Code);
                (choices, index) = (chosen?.Children ?? [], index + 1);
            }
        }
    }

    private bool NeedsNext => Disposition.Along(Tree, _path) is [.., { NeedsNextContact: true }];

    protected override DispositionDraft? Read(string? content) => DispositionDraft.Read(content, Tree);

    protected override DispositionForm Form() => Typed.Form(Case.Time);

    protected override (string Said, string At)? Unreadable() => Typed.Next.Length > 0 && AlertDraft.Utc(Typed.Next, Case.Time) is null ? (L["NextUnreadable"], NextId) : null;

    protected override void Began()
    {
        _path = [.. Initial.Path];
        (_tree, _lost) = (Tree, Initial.HasLost ? L["ChoiceGone"].Value : null);
    }

    protected override void OnParametersSet()
    {
        FollowTree();
        base.OnParametersSet();
    }

    protected override async Task RefusedAsync(Outcome outcome)
    {
        if (outcome is Outcome.Invalid { Errors: [{ Field: { } place, Code: "unknown" }, ..] } && place.StartsWith("path", StringComparison.Ordinal))
        {
            await RefuseAsync(L["ChoiceGone"], null);
            await OnStale.InvokeAsync();
        }
        else
            await RefuseAsync(outcome is Outcome.Invalid { Errors: [{ Field: { } field } error, ..] } ? Said(field, error) : Words.Of(outcome), outcome is Outcome.Invalid { Errors: [{ Field: { } first }, ..] } ? IdOf(first) : null);
    }

    /// <summary>Another version was published: what it does not have any more is not chosen any more, and everything else stays.</summary>
    private void FollowTree()
    {
        if (ReferenceEquals(_tree, Tree))
            return;
        var kept = Disposition.Along(Tree, _path);
        if (kept.Count < _path.Count)
            _lost = Disposition.Along(_tree, _path).ElementAtOrDefault(kept.Count) is { } gone ? L["ChoiceGoneNamed", gone.Label] : L["ChoiceGone"];
        (_tree, _path) = (Tree, [.. kept.Select(d => d.Code)]);
    }

    private void Choose(int level, string code) => (_path, _lost) = ([.. _path.Take(level), code], null);

    private Task TomorrowAsync()
    {
        var morning = Case.Time.ToUtc(Case.Time.Today.AddDays(1).ToDateTime(new(MorningHour, 0)));
        return Script.CallAsync("write", DispositionDraft.NextContact, AlertDraft.Local(morning, Case.Time));
    }

    private string Said(string field, Refusal error) => field == "path" || field.StartsWith("path[", StringComparison.Ordinal) ? L["ChooseLevel", L["Level." + Math.Min(LevelOf(field), DeepestNamed)].Value.ToLowerInvariant()]
        : field == "nextContactAt" && error.Code == "required" ? L["NextNeeded"] : Words[error];

    private string? IdOf(string field) => field switch
    {
        "observations" => ObservationsId,
        "nextContactAt" => NextId,
        _ => Levels.Where(l => l.Index == LevelOf(field)).Select(l => IdOf(l.Index, l.Choices[0].Code)).FirstOrDefault(),
    };

    private static int LevelOf(string field) => field.Length > 6 && int.TryParse(field.AsSpan(5, field.Length - 6), out var level) ? level : 0;

    private static string IdOf(int level, string code) => $"d-{level}-{code}";
}
