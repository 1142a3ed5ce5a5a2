using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>The benefit matrix as a table: which motive grants how much to which product lines; below it the limits besides.</summary>
public sealed partial class BenefitEditor
{
    private List<BenefitDraft> _drafts = [];
    private IReadOnlyList<Motive> _granting = [];
    private RetentionLimits _limits = new(), _began = new();
    private int _last;

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    private IEnumerable<(string Limit, int Value, int Least, int Most, Action<int> Set)> Limits =>
    [
        ("suspensionMaxMonths", _began.SuspensionMaxMonths, 1, BenefitGuide.SuspensionMost, n => _limits = _limits with { SuspensionMaxMonths = n }),
        ("compensationMaxDays", _began.CompensationMaxDays, 1, BenefitGuide.CompensationMost, n => _limits = _limits with { CompensationMaxDays = n }),
        ("observationMaxLength", _began.ObservationMaxLength, BenefitGuide.ObservationLeast, BenefitGuide.ObservationMost, n => _limits = _limits with { ObservationMaxLength = n }),
    ];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _drafts = [.. Begin.Rules.Select(rule => new BenefitDraft(++_last, rule))];
        _granting = BenefitGuide.Granting(Campaign.Settings.Retention);
        _limits = _began = Begin.Limits;
    }

    private Task AddAsync()
    {
        var draft = new BenefitDraft(++_last, new("", [], 50, 1));
        _drafts.Add(draft);
        Focus = Id(draft, "motive");
        return SayAsync();
    }

    private Task RemoveAsync(BenefitDraft draft)
    {
        var at = _drafts.IndexOf(draft);
        _drafts.Remove(draft);
        Focus = _drafts.Count == 0 ? "matrix-add" : Id(_drafts[Math.Min(at, _drafts.Count - 1)], "motive");
        Removed.Offer(L["Removed", _granting.FirstOrDefault(m => m.Code == draft.Motive)?.Label ?? (draft.Motive.Length > 0 ? draft.Motive : L["Template.Unnamed"].Value)], () =>
        {
            _drafts.Insert(Math.Min(at, _drafts.Count), new(draft.Id, draft.Rule));
            return SayAsync();
        });
        return SayAsync();
    }

    private Task SetAsync(Action set)
    {
        set();
        return SayAsync();
    }

    private Task SayAsync()
    {
        StateHasChanged();
        return OnChanged.InvokeAsync(new BenefitGuide([.. _drafts.Select(d => d.Rule)], _limits));
    }

    private static string Place(int row) => string.Create(CultureInfo.InvariantCulture, $"rules.{row}.");

    /// <summary>All that is wrong with a row, told apart by the box it is in.</summary>
    private string? RowProblem(int row)
    {
        var wrong = Problems.Where(p => p.Field?.StartsWith(Place(row), StringComparison.Ordinal) is true).Select(p => $"{L["Matrix." + p.Field![Place(row).Length..]]}: {Words[p]}").ToList();
        return wrong.Count == 0 ? null : string.Join(" ", wrong);
    }

    private string? Bad(int row, string field) => Problem(Place(row) + field) is null ? null : "true";

    private static string Id(BenefitDraft draft, string field) => string.Create(CultureInfo.InvariantCulture, $"rule-{draft.Id}-{field}");

    private static string Says(BenefitDraft draft) => Id(draft, "problem");
}
