using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;

namespace OpsConsole.Web.Cases;

/// <summary>What one grid holds and how changes reach it, without a component: rows are patched in place, new ones wait behind a bar, rows that stopped matching are marked (docs/rules.md, "Live updates").</summary>
public sealed class GridView
{
    /// <summary>Changes by which a case may come into any list: it is new, in another branch, or reachable since.</summary>
    private static readonly HashSet<string> Arriving =
    [
        CaseEventType.Created, CaseEventType.Transferred, CaseEventType.Shared, CaseEventType.Unshared, CaseEventType.Undone, CaseEventType.MergeUndone,
        CaseEventType.UpdatedByImport, CaseEventType.BaseUpdated, CaseEventType.ImportReverted,
    ];

    private readonly HashSet<long> _waiting = [];
    private readonly HashSet<long> _whilePaused = [];
    private readonly List<CaseChanges> _missed = [];
    private bool _everythingWhilePaused;
    private GridSet? _set;

    public List<GridRow> Rows { get; } = [];
    public bool IsLoaded { get; private set; }

    /// <summary>Null while it is counted: the rows do not wait for it.</summary>
    public int? Total { get; set; }
    public IReadOnlyDictionary<CaseStatus, int> Legend { get; set; } = new Dictionary<CaseStatus, int>();

    public bool HasNext { get; private set; }
    public bool HasPrevious { get; private set; }
    public GridSelection Selected { get; } = new();

    /// <summary>Cases that came to match since the page was loaded.</summary>
    public int Waiting => _waiting.Count;
    public int Stale => Rows.Count(r => r.IsStale);
    public bool IsPaused { get; private set; }

    /// <summary>Changes held back while paused.</summary>
    public int HeldBack => _whilePaused.Count;

    public void Show(CasePage page, GridSet set)
    {
        var known = ReferenceEquals(set, _set) ? Rows.ToDictionary(r => r.Id) : [];       // other columns: other texts
        _set = set;
        Rows.Clear();
        foreach (var row in page.Rows)
        {
            if (known.TryGetValue(row.Id, out var same) && same.Version == row.Version)
                same.IsStale = false;
            else
                same = GridRow.From(row, set);
            Rows.Add(same);
        }
        (HasNext, HasPrevious) = (page.NextCursor is not null, page.PreviousCursor is not null);
        IsLoaded = true;
        _waiting.Clear();
    }

    /// <summary>There is no list: what another one held does not stand beside the reason.</summary>
    public void Clear()
    {
        Rows.Clear();
        _waiting.Clear();
        Total = null;
        Legend = new Dictionary<CaseStatus, int>();
        (HasNext, HasPrevious, IsLoaded) = (false, false, false);
    }

    /// <summary>The same rows under other columns: selection, marks and place stay.</summary>
    public void Redraw(IReadOnlyList<PatchedRow> rows, GridSet set)
    {
        _set = set;
        var found = rows.ToDictionary(r => r.Row.Id);
        for (var i = 0; i < Rows.Count; i++)
        {
            var old = Rows[i];
            if (found.TryGetValue(old.Id, out var now))
                Rows[i] = GridRow.From(now.Row, set);
            else
                old.Blank(set);         // out of reach since: it says no more than before
            (Rows[i].Presence, Rows[i].IsStale) = (old.Presence, old.IsStale || !found.ContainsKey(old.Id));
        }
    }

    /// <summary>The list is narrowed by what people work on (state, searched text): then any change may bring a case into it.</summary>
    public bool IsNarrowed { get; set; }

    /// <summary>The cases whose rows must be read again because of these changes; empty for most changes, and then nothing is asked.</summary>
    /// <param name="reaches">Whether the viewer may see anything of that branch.</param>
    public IReadOnlyList<long> Concerned(CaseChanges changes, int campaignId, Func<int, bool> reaches)
    {
        var mine = changes.Entries.Where(e => e.CampaignId == campaignId).ToList();
        var shown = Rows.Select(r => r.Id).ToHashSet();
        var concerned = mine.Where(e => shown.Contains(e.CaseId) || ((IsNarrowed || Arriving.Contains(e.Type)) && reaches(e.BranchId) && !_waiting.Contains(e.CaseId))).Select(e => e.CaseId).Distinct().ToList();
        if (changes.Everything)
            concerned = [.. concerned.Union(shown)];
        if (!IsPaused)
            return concerned;
        _whilePaused.UnionWith(concerned);
        _everythingWhilePaused |= changes.Everything;
        return [];
    }

    /// <summary>A change that came while the page was being read.</summary>
    public void Miss(CaseChanges changes) => _missed.Add(changes);

    /// <summary>The cases to read again because of what came while the page was read.</summary>
    public IReadOnlyList<long> TakeMissed(int campaignId, Func<int, bool> reaches)
    {
        var missed = _missed.ToList();
        _missed.Clear();
        return [.. missed.SelectMany(changes => Concerned(changes, campaignId, reaches)).Distinct()];
    }

    /// <param name="rows">Those of the concerned cases that may still be seen, and whether they match the list.</param>
    /// <param name="belongs">Whether a case that is not shown has its place on this page or before it.</param>
    public void Patch(IReadOnlyCollection<long> concerned, IReadOnlyList<PatchedRow> rows, GridSet set, Func<CaseRow, bool> belongs)
    {
        var found = rows.ToDictionary(r => r.Row.Id);
        foreach (var id in concerned)
        {
            var shown = Rows.Find(r => r.Id == id);
            if (!found.TryGetValue(id, out var now))
            {
                if (shown is not null)
                    shown.IsStale = true;       // taken out of reach: what it says now is nobody's business here
                _waiting.Remove(id);
            }
            else if (shown is not null)
            {
                shown.Patch(now.Row, set);
                shown.IsStale = !now.Matches;
            }
            else if (now.Matches && belongs(now.Row))
            {
                _waiting.Add(id);
            }
        }
    }

    public void Pause() => IsPaused = true;

    /// <summary>Live again: the cases that changed meanwhile, to be read now.</summary>
    public (IReadOnlyList<long> Concerned, bool Everything) Resume()
    {
        var held = (_whilePaused.ToList(), _everythingWhilePaused);
        IsPaused = false;
        _whilePaused.Clear();
        _everythingWhilePaused = false;
        return held;
    }
}
