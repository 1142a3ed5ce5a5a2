using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Protocols;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>A decision table as a table: for each row the values of each fact, what is to be done and said; below it, as it is edited, the combinations that no single row decides.</summary>
public sealed partial class ProtocolEditor
{
    private const string ResultBox = "result";
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();

    private List<ProtocolDraft> _drafts = [];
    private IReadOnlyList<ProtocolGap> _gaps = [];
    private Role _approver;
    private int _last;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    private IReadOnlyList<ProtocolFact> Facts => Begin.Table.Facts;

    private ProtocolTable Table => Begin.Table with { Approver = _approver, Rows = [.. _drafts.Select(d => d.Row)] };

    private string Covered => _gaps.Count == 0 ? L["Protocol.Covered", Begin.Table.Combinations] : L["Protocol.Uncovered", _gaps.Where(g => g.IsHole).Sum(g => g.Count), _gaps.Where(g => !g.IsHole).Sum(g => g.Count), Begin.Table.Combinations];

    private IEnumerable<(string Kind, IReadOnlyList<ProtocolGap> Gaps)> Groups => new (string, IReadOnlyList<ProtocolGap>)[]
    {
        ("holes", [.. _gaps.Where(g => g.IsHole)]), ("overlaps", [.. _gaps.Where(g => !g.IsHole)]),
    }.Where(group => group.Item2.Count > 0);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _approver = Begin.Table.Approver;
        _drafts = [.. Begin.Table.Rows.Select(row => new ProtocolDraft(++_last, row, Facts))];
        _gaps = Table.Gaps();
    }

    /// <summary>A row of the console's own, with the first number that none has.</summary>
    private Task AddAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> when)
    {
        var number = Enumerable.Range(1, ProtocolTable.ResultMax).FirstOrDefault(n => _drafts.All(d => d.Result != n), ProtocolTable.ResultMax);
        var draft = new ProtocolDraft(++_last, new(number, "", "", IsAdded: true) { When = when }, Facts);
        _drafts.Add(draft);
        Focus = Id(draft, "action");
        return SayAsync();
    }

    private Task RemoveAsync(ProtocolDraft draft)
    {
        var at = _drafts.IndexOf(draft);
        _drafts.Remove(draft);
        Focus = _drafts.Count == 0 ? "protocol-add" : Id(_drafts[Math.Min(at, _drafts.Count - 1)], ResultBox);
        Removed.Offer(L["Protocol.Removed", draft.Result], () =>
        {
            _drafts.Insert(Math.Min(at, _drafts.Count), new(draft.Id, draft.Row, Facts));
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
        var table = Table;
        _gaps = table.Gaps();
        StateHasChanged();
        return OnChanged.InvokeAsync(new ProtocolGuide(table));
    }

    private IEnumerable<(string Fact, string Values)> Said(ProtocolGap gap) => gap.When.Count == 0 ? [(L["Protocol.All"], "")]
        : from fact in Facts where gap.When.ContainsKey(fact.Code) select (fact.Label, string.Join(" / ", fact.Values.Where(v => gap.When[fact.Code].Contains(v.Code)).Select(v => v.Label)));

    private static string Place(int row) => string.Create(CultureInfo.InvariantCulture, $"rows.{row}.");

    /// <summary>All that is wrong with a row, told apart by the box it is in.</summary>
    private string? RowProblem(int row)
    {
        var wrong = Problems.Where(p => p.Field?.StartsWith(Place(row), StringComparison.Ordinal) is true).Select(p => $"{NameOf(p.Field![Place(row).Length..])}: {Words[p]}").ToList();
        return wrong.Count == 0 ? null : string.Join(" ", wrong);
    }

    private string NameOf(string place) => Facts.FirstOrDefault(f => place == "when." + f.Code)?.Label ?? L["Protocol." + place];

    private string? Bad(int row, string field) => Problem(Place(row) + field) is null ? null : "true";

    private static string Id(ProtocolDraft draft, string field) => string.Create(CultureInfo.InvariantCulture, $"row-{draft.Id}-{field}");
}
