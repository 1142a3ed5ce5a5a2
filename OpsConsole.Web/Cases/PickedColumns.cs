using OpsConsole.Domain.Lists;

namespace OpsConsole.Web.Cases;

/// <summary>The columns while somebody chooses them: those that stay in sight come first, the number can not go.</summary>
public sealed class PickedColumns(IReadOnlyList<ColumnChoice> shown)
{
    private readonly List<ColumnChoice> _all = [.. GridSet.Whole(shown)];

    public IReadOnlyList<ColumnChoice> All => [.. _all];

    public int Count => _all.Count;

    public ColumnChoice? Find(string source, string field) => _all.Find(c => c.Source == source && c.Field == field);

    /// <summary>From 1.</summary>
    public int PlaceOf(ColumnChoice column) => IndexOf(column) + 1;

    public bool MayFreeze => _all.Count(c => c.Frozen) < ColumnChoice.MostFrozen;

    public void Show(string source, string field)
    {
        if (Find(source, field) is null && _all.Count < ColumnChoice.MostColumns)
            _all.Add(new(source, field));
    }

    public bool Hide(ColumnChoice column) => !GridSet.IsNumber(column) && _all.Remove(column);

    /// <summary>A step towards the front or the end; over the border of those that stay in sight it does not go.</summary>
    public bool Move(ColumnChoice column, int step) => IndexOf(column) is var from && from + step is var to && to >= 0 && to < _all.Count && Place(from, to);

    /// <summary>To the place of another.</summary>
    public bool Move(ColumnChoice column, ColumnChoice other) => Place(IndexOf(column), IndexOf(other));

    public bool Freeze(ColumnChoice column, bool frozen)
    {
        if (column.Frozen == frozen || (frozen && !MayFreeze))
            return false;
        Replace(column, column with { Frozen = frozen });
        Order();
        return true;
    }

    public void Replace(ColumnChoice old, ColumnChoice changed) => _all[IndexOf(old)] = changed;

    private int IndexOf(ColumnChoice column) => _all.FindIndex(c => c.Source == column.Source && c.Field == column.Field);

    private bool Place(int from, int to)
    {
        if (from < 0 || to < 0 || from == to)
            return false;
        var before = All;
        var column = _all[from];
        _all.RemoveAt(from);
        _all.Insert(to, column);
        Order();
        return !before.SequenceEqual(_all);
    }

    private void Order()
    {
        List<ColumnChoice> ordered = [.. _all.Where(c => c.Frozen), .. _all.Where(c => !c.Frozen)];
        _all.Clear();
        _all.AddRange(ordered);
    }
}
