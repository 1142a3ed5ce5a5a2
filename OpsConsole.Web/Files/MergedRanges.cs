using ExcelDataReader;

namespace OpsConsole.Web.Files;

/// <summary>Tells, for rows asked in order, whether a merged range touches them: only its first cell has a value.</summary>
internal sealed class MergedRanges(CellRange[]? ranges)
{
    private readonly CellRange[] _ranges = [.. (ranges ?? []).OrderBy(range => range.FromRow)];
    private readonly List<CellRange> _open = [];
    private int _next;

    /// <summary>The first column of a range in this row, counted from 0.</summary>
    public int? At(int row)
    {
        while (_next < _ranges.Length && _ranges[_next].FromRow <= row)
            _open.Add(_ranges[_next++]);
        _open.RemoveAll(range => range.ToRow < row);
        return _open.Count == 0 ? null : _open[0].FromColumn;
    }
}
