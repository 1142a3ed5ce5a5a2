using System.Globalization;
using System.Xml;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>What the sheet's XML tells and the reader of its values does not: formulas never calculated, error values, texts that are missing, and places no sheet has.</summary>
internal sealed class SheetFacts(string part, int? strings, ImportOptions limits) : PartReader(part)
{
    private const int LastRow = 1_048_576;
    private readonly Dictionary<long, List<CellFault>> _faults = [];
    private int _row;
    private int _column;

    /// <summary>What is wrong with the cells of this row, counted from 1.</summary>
    public IReadOnlyList<CellFault> FaultsOf(long row) => _faults.TryGetValue(row, out var faults) ? faults : [];

    public override void Read(XmlReader xml)
    {
        var (isFormula, hasValue, kind) = (false, false, (string?)null);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                switch (xml.LocalName)
                {
                    case "row":
                        StartRow(xml.GetAttribute("r"));
                        break;
                    case "c":
                        StartCell(xml.GetAttribute("r"));
                        (isFormula, hasValue, kind) = (false, false, xml.GetAttribute("t"));
                        break;
                    case "f":
                        isFormula = true;
                        break;
                    case "is":
                        hasValue = true;
                        break;
                    case "v" when !xml.IsEmptyElement:
                        hasValue |= ReadValue(xml, kind);
                        break;
                }
            }

            if (isFormula && !hasValue && xml is { LocalName: "c", NodeType: XmlNodeType.EndElement })
                Add("formula.no_value", null);
        }
    }

    private void StartRow(string? number)
    {
        _row = number is null ? _row + 1 : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
        _column = -1;
        if (_row is < 1 or > LastRow)
            throw new FileFaultException("xlsx.place_unknown", number ?? "");
    }

    private void StartCell(string? reference)
    {
        _column = reference is null ? _column + 1 : ColumnOf(reference);
        if (_column < 0)
            throw new FileFaultException("xlsx.place_unknown", reference ?? "");
        if (_column >= limits.MaxColumns)
            throw new FileFaultException("file.too_many_columns", (_column + 1).ToString(CultureInfo.InvariantCulture), limits.MaxColumns.ToString(CultureInfo.InvariantCulture));
    }

    private bool ReadValue(XmlReader xml, string? kind)
    {
        if (!xml.Read() || xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA))
            return false;
        if (kind == "e")
            Add("cell.error", xml.Value);
        if (kind == "s" && (strings is null || !int.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= strings))
            throw new FileFaultException("xlsx.strings_missing", _row.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    private void Add(string code, string? value)
    {
        if (!_faults.TryGetValue(_row, out var faults))
            _faults[_row] = faults = [];
        faults.Add(new(_column, code, value));
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (char.IsAsciiDigit(c))
                return column - 1;
            if (!char.IsAsciiLetterUpper(c) || column > 16_384)
                return -1;
            column = column * 26 + c - 'A' + 1;
        }

        return -1;
    }
}
