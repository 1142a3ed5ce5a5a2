using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Migrations;

/// <summary>The three logs that the database itself keeps from being changed.</summary>
internal static class AppendOnly
{
    public static readonly string[] Tables = ["CaseEvents", "Audit", "Accesses"];
    public static readonly string[] Verbs = ["UPDATE", "DELETE"];
}

/// <summary>The expression indexes every installation starts with: deadline, score, and the reference of a close-the-loop campaign.</summary>
internal static class FieldIndexSql
{
    public static IEnumerable<string> Defaults(bool sqlite) =>
        new[] { (CaseFields.Due, true), (CaseFields.Score, true), ("t10", false) }
            .Select(i => FieldIndexes.CreateSql(i.Item1, i.Item2, sqlite).Replace("CONCURRENTLY ", "", StringComparison.Ordinal));
}
