namespace OpsConsole.Web.Cases;

/// <summary>Which cases of a list are selected: some of them, over as many pages as one likes, or all that match.</summary>
public sealed class GridSelection
{
    private readonly HashSet<long> _ids = [];

    /// <summary>Everything that matches the list, also what is on no page yet.</summary>
    public bool IsAll { get; private set; }

    /// <summary>The selected ones by name; empty where all are.</summary>
    public IReadOnlyCollection<long> Ids => _ids;

    public bool IsEmpty => !IsAll && _ids.Count == 0;

    public bool Contains(long id) => IsAll || _ids.Contains(id);

    /// <param name="total">How many match; null while they are counted.</param>
    public int Count(int? total) => IsAll ? total ?? 0 : _ids.Count;

    public void Set(long id, bool selected, IEnumerable<long> page)
    {
        if (IsAll && !selected)     // all but one: the page without it, said by the new count
            SetPage(page, true);
        if (selected)
            _ids.Add(id);
        else
            _ids.Remove(id);
    }

    public void SetPage(IEnumerable<long> page, bool selected)
    {
        if (IsAll)
            Clear();
        if (selected)
            _ids.UnionWith(page);
        else
            _ids.ExceptWith(page);
    }

    /// <summary>These and no others.</summary>
    public void Take(IEnumerable<long> ids)
    {
        Clear();
        _ids.UnionWith(ids);
    }

    public void TakeAll()
    {
        _ids.Clear();
        IsAll = true;
    }

    public void Clear()
    {
        _ids.Clear();
        IsAll = false;
    }
}
