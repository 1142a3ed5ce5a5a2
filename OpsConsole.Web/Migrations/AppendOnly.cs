using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Migrations;

/// <summary>The three logs that the database itself keeps from being changed.</summary>
internal static class AppendOnly
{
    public static readonly string[] Tables = ["CaseEvents", "Audit", "Accesses"];
    public static readonly string[] Verbs = ["UPDATE", "DELETE"];
}

/// <summary>The expression indexes every installation starts with.</summary>
internal static class FieldIndexSql
{
    public static IEnumerable<string> Defaults(bool sqlite) => FieldIndexes.Always.Select(i => FieldIndexes.CreateSql(i.Key, i.Number, sqlite));
}
