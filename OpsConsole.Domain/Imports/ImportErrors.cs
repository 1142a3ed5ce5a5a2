using System.Data.Common;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Imports;

/// <summary>How errors are kept: one entry each, the row itself with the first.</summary>
internal static class ImportErrors
{
    private const int LongestValue = 500;

    public static IEnumerable<ImportError> Of(string importId, RawRow row, IReadOnlyList<RowError> errors, bool isWarning = false) => errors.Select((error, at) => new ImportError
    {
        ImportId = importId,
        Line = (int)row.Line,
        Column = error.Column,
        Value = Storable(error.Value),
        Code = error.Code,
        Args = error.Args.Length == 0 ? null : Json.Write(error.Args),
        IsWarning = isWarning,
        Row = at == 0 ? Json.Write(row.Cells.Select(Storable)) : null,
    });

    public static int Delete(DbTransaction transaction, string importId)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """DELETE FROM "ImportErrors" WHERE "ImportId" = @id""";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("id", importId);
        command.Parameters.Add(id);
        return command.ExecuteNonQuery();
    }

    // A row is rejected for what no database can hold; the file of rejected rows shows where it stood.
    private static string? Storable(string? text)
    {
        if (text is null || Kernel.TextRules.IsStorable(text))
            return text?.Length > LongestValue * 100 ? text[..LongestValue] : text;
        return string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
    }
}
