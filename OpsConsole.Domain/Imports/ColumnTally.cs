using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Imports;

/// <summary>What the values of one column have in common so far.</summary>
internal sealed class ColumnTally(BoundColumn column, FieldType? known)
{
    private bool _allNumbers = true;
    private bool _allDates = true;
    private bool _sawEither;
    private bool _sawDayFirst;

    public BoundColumn Column { get; } = column;

    /// <summary>The type that campaign or mapping already give.</summary>
    public FieldType? Known { get; } = known;

    public bool HasValues { get; private set; }

    public long MonthFirstLine { get; private set; }

    public string? MonthFirstValue { get; private set; }

    public bool OnlyMonthFirst => MonthFirstLine > 0 && !_sawDayFirst;

    public bool AssumedDayFirst => _sawEither && !_sawDayFirst;

    public bool IsDate => (Known ?? Inferred) == FieldType.Date;

    /// <summary>All numbers: number; all dates: date; else text; null without values.</summary>
    public FieldType? Inferred => !HasValues ? null : _allNumbers ? FieldType.Number : _allDates ? FieldType.Date : FieldType.Text;

    public void Add(RawRow row)
    {
        var cell = Column.Cell(row);
        if (string.IsNullOrWhiteSpace(cell))
            return;
        HasValues = true;
        if (Known is null)
        {
            var text = CellText.Mapped(Column, cell);
            _allNumbers = _allNumbers && NumberReading.IsQuantity(text);
            _allDates = _allDates && DateReading.Read(text, Column.DateFormat).Moment is not null;
        }

        if (Column.DateFormat is null && (Known == FieldType.Date || (Known is null && _allDates)))
            AddOrder(cell, row.Line);
    }

    private void AddOrder(string cell, long line)
    {
        var order = DateReading.OrderOf(cell);
        _sawEither |= order == DayOrder.Either;
        _sawDayFirst |= order == DayOrder.DayFirst;
        if (order == DayOrder.MonthFirst && MonthFirstLine == 0)
            (MonthFirstLine, MonthFirstValue) = (line, cell.Trim());
    }
}
