using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Cases;

/// <summary>Name, sharing, the typed line, ready-made conditions, and why a case is not in the list.</summary>
public sealed partial class FilterBuilder
{
    private static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    private IReadOnlyList<Place> _targets = [];
    private List<FilterShare> _shares = [];
    private string _name = "", _drawnName = "", _lineLeft = "", _whyNumber = "";
    private string? _problem, _nameProblem, _lineProblem, _why, _countProblem;
    private int _drawn, _lines;
    private int? _count, _total;

    private bool MayChange => _editing is { } view && (view.IsOwn || _actor!.MayShareFiltersAnywhere);

    /// <summary>Whom a filter can be shared with: roles by those who may share anywhere, branches in reach.</summary>
    private IEnumerable<(FilterShare Share, string Label)> Targets =>
        [.. _actor!.MayShareFiltersAnywhere ? Enum.GetValues<Role>().Select(r => (new FilterShare(Role: r.ToString()), L["Role." + r].Value)) : [], .. _targets.Select(b => (new FilterShare(Branch: b.Code), L["ShareBranch", b.Name ?? b.Code].Value))];

    private string ShareSaid => _shares.Count == 0 ? L["ShareNobody"] : string.Join(", ", Targets.Where(t => _shares.Contains(t.Share)).Select(t => t.Label));

    private IEnumerable<(string Name, FilterCondition[] Conditions)> Quick
    {
        get
        {
            yield return (L["QuickDueToday"], [new(CaseField.Management, FieldCatalog.Due, "today")]);
            yield return (L["QuickUnmanaged"], [new(CaseField.Management, FieldCatalog.State, "eq", FilterValue.Json(nameof(CaseStatus.Unmanaged)))]);
            yield return (L["QuickMine"], [new(CaseField.Management, FieldCatalog.Responsible, "eq", FilterValue.Json(new { param = "me" }))]);
            if (_bench!.Catalogue.Find(SchemaField.Meta, FieldCatalog.SurveyTime) is not null)
                yield return (L["QuickDetractors"], [new(CaseField.Management, FieldCatalog.Group, "eq", FilterValue.Json("detractor")), new(SchemaField.Meta, FieldCatalog.SurveyTime, "this_week")]);
        }
    }

    private void Add(IEnumerable<FilterCondition> conditions)
    {
        var bench = _bench!;
        foreach (var blank in bench.Draft.Root.Items.OfType<DraftCondition>().Where(c => !c.IsChosen).ToList())
            DraftFilter.Remove(blank);
        foreach (var condition in conditions)
        {
            if (bench.Draft.Root.Has(condition))
                bench.Said = L["AlreadyThere"];
            else if (bench.Draft.MayGrow)
                bench.Draft.AddCondition(bench.Draft.Root, condition);
        }
        bench.Touch();
    }

    /// <summary>What is typed becomes conditions; words that say none stay in the box and are named.</summary>
    private void ReadLine(ChangeEventArgs change)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Clock.GetUtcNow().UtcDateTime, Zone));
        var line = new FilterLine(_bench!.Catalogue, _bench.Words, today, CultureInfo.CurrentUICulture.DateTimeFormat.MonthNames[..12]);
        var (conditions, unread) = line.Read((string?)change.Value ?? "");
        (_lineLeft, _lineProblem) = (string.Join(' ', unread), unread.Count == 0 ? null : L["LineUnread", string.Join(' ', unread)].Value);
        _lines++;
        if (conditions.Count > 0)
            Add(conditions);
        _bench.FocusNext = "fb-line";
    }

    private void Rename(ChangeEventArgs change)
    {
        (_name, _nameProblem, _isTouched) = ((string?)change.Value ?? "", null, true);
        _ = KeepSoonAsync();
    }

    /// <summary>Writes the name into its box; while it is typed nothing does.</summary>
    private void DrawName()
    {
        _drawnName = _name;
        _drawn++;
    }

    private void Share(FilterShare share, bool on)
    {
        _shares.Remove(share);
        if (on)
            _shares.Add(share);
    }

    private void ChangeDefault(ChangeEventArgs change) => _isDefault = change.Value is true;

    /// <summary>The same filter under another name: nothing of the old one changes.</summary>
    private void Duplicate()
    {
        (_editing, _name, _isDefault, _shares) = (null, L["CopyOf", _name], false, []);
        DrawName();
        _bench!.FocusNext = "fb-name";
        _isTouched = true;
    }

    /// <summary>A link that opens for whoever gets it: of a private filter an unnamed one, since nobody else may know the private one.</summary>
    private async Task CopyLinkAsync()
    {
        if (!await ReadyAsync())
            return;
        var id = _editing is { SharedWith.Count: > 0 } shared ? shared.Id : (await TellAsync(await Desk.ApplyAsync(Campaign.Code, TreeJson, _actor!, Gone)))?.Id;
        if (id is not null && await Js.InvokeAsync<bool>("oc.copyLink", Gone, To(id).Href))
            Toasts.Show(L["LinkCopied"]);
    }

    private async Task RemoveAsync()
    {
        var (id, code) = (_editing!.Id, Campaign.Code);
        if (await TellAsync(await Desk.RemoveAsync(code, id, await Actors.FreshAsync(Gone), Gone)) is null)
            return;
        var (desk, actors, saved) = (Desk, Actors, OnSaved);
        Toasts.Show(L["Deleted"], undo: async () =>
        {
            await desk.RestoreAsync(code, id, await actors.FreshAsync(CancellationToken.None), CancellationToken.None);
            await saved.InvokeAsync();
        }, undoUntil: Clock.GetUtcNow().UtcDateTime + UndoFor);
        await OnSaved.InvokeAsync();
        await DropDraftAsync();
        await OnGo.InvokeAsync(To(null) with { All = false, Alerts = true });
    }

    private void ChangeWhy(ChangeEventArgs change) => _whyNumber = ((string?)change.Value)?.Trim() ?? "";

    /// <summary>Each part lights up as it holds or fails for the case; a case out of reach is not there.</summary>
    private async Task ExplainAsync()
    {
        var bench = _bench!;
        bench.Explained = null;
        _why = null;
        if (_whyNumber.Length == 0 || !await ReadyAsync())
            return;
        try
        {
            bench.Explained = await Queries.ExplainAsync(Query with { Search = Address.Search.Length == 0 ? null : Address.Search, Statuses = Address.States }, _whyNumber, _actor!, Gone);
        }
        catch (RefusedException refused)
        {
            _why = Refused[refused.Reasons[0]];
            return;
        }
        var fails = bench.Draft.All.Count(n => n is DraftCondition && bench.Holds(n) == false);
        _why = bench.Explained switch
        {
            null => L["WhyMissing", _whyNumber],
            { IsShown: true } => L["WhyShown", _whyNumber],
            { Parts: var parts } why when parts[FilterExplanation.Root] => L[why.States ? "WhySearch" : "WhyStates", _whyNumber],
            _ => L[fails == 1 ? "WhyFailsOne" : "WhyFails", _whyNumber, fails],
        };
    }
}
