using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Data;

/// <summary>Reads one key of a JSON column in SQL. A missing value is a sentinel, never NULL: so complements are exact,
/// both databases sort it first, and a cursor needs no case for it.</summary>
public static partial class CaseJson
{
    public const int KeyLength = TextFold.KeyLength;
    public const double Missing = -1e22;        // exact in binary and in SQL text; imports refuse what is near it
    public static readonly DateTime NoDate = new(1000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string Text(string folded, string key) => throw new NotSupportedException();
    public static string Key(string folded, string key, bool walk) => throw new NotSupportedException();
    public static double Number(string numbers, string key, bool walk) => throw new NotSupportedException();
    public static bool After(string sort, long id, string fromSort, long fromId) => throw new NotSupportedException();
    public static bool After(double sort, long id, double fromSort, long fromId) => throw new NotSupportedException();
    public static bool After(DateTime sort, long id, DateTime fromSort, long fromId) => throw new NotSupportedException();
    public static bool After(int sort, long id, int fromSort, long fromId) => throw new NotSupportedException();
    public static bool Before(string sort, long id, string fromSort, long fromId) => throw new NotSupportedException();
    public static bool Before(double sort, long id, double fromSort, long fromId) => throw new NotSupportedException();
    public static bool Before(DateTime sort, long id, DateTime fromSort, long fromId) => throw new NotSupportedException();
    public static bool Before(int sort, long id, int fromSort, long fromId) => throw new NotSupportedException();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex KeyShape();

    /// <summary>The only gate between a field's key and the text of a statement.</summary>
    public static string Checked(string key) => KeyShape().IsMatch(key) ? key : throw new ArgumentException("not a field key");

    public static void Map(ModelBuilder model, bool sqlite)
    {
        foreach (var method in typeof(CaseJson).GetMethods().Where(m => m.DeclaringType == typeof(CaseJson)))
            if (method.Name is nameof(Text) or nameof(Key) or nameof(Number))
                model.HasDbFunction(method).HasTranslation(a => Extract(method.Name, a, sqlite));
            else if (method.Name is nameof(After) or nameof(Before))
                model.HasDbFunction(method).HasTranslation(a => Compare(method.Name == nameof(After), a, sqlite));
    }

    // FieldIndexes says the same; a test asks both planners. "walk" hides the expression from SQLite's indexes (another name for
    // the same function), for filters that match much: SQLite has no histogram and would fetch and sort half the table.
    private static SqlExpression Extract(string what, IReadOnlyList<SqlExpression> args, bool sqlite)
    {
        if (args[1] is not SqlConstantExpression { Value: string name })
            throw new InvalidOperationException("The key of a JSON column must be a constant.");
        var (column, key, plain) = (args[0], args[1], args[1].TypeMapping!);       // not the column's: nothing is compared as jsonb
        var coalesce = sqlite && args.Count > 2 && args[2] is SqlConstantExpression { Value: true } ? "IFNULL" : "COALESCE";
        SqlExpression Constant(object v, RelationalTypeMapping? map = null) => new SqlConstantExpression(v, map);
        SqlExpression Call(string f, Type type, RelationalTypeMapping? map, params SqlExpression[] args) =>
            new SqlFunctionExpression(f, args, nullable: true, args.Select(_ => false), type, map);
        SqlExpression Coalesce(SqlExpression value, SqlExpression otherwise) =>
            new SqlFunctionExpression(coalesce, [value, otherwise], false, [false, false], value.Type, value.TypeMapping);
        var path = Constant((sqlite ? "$." : "") + Checked(name), key.TypeMapping);
        var type = what == nameof(Number) ? typeof(double) : typeof(string);
        var real = new DoubleTypeMapping(sqlite ? "REAL" : "double precision");
        SqlExpression value = sqlite
            ? Call("json_extract", type, type == typeof(double) ? real : plain, column, path)
            : Call("jsonb_object_field_text", typeof(string), plain, column, path);
        if (what == nameof(Number))
            return Coalesce(sqlite ? value : new SqlUnaryExpression(ExpressionType.Convert, value, type, real), Constant(Missing, real));
        if (what == nameof(Key))
            value = Call(sqlite ? "substr" : "left", type, plain,
                sqlite ? [value, Constant(1, new IntTypeMapping("INTEGER")), Constant(KeyLength, new IntTypeMapping("INTEGER"))]
                       : [value, Constant(KeyLength, new IntTypeMapping("integer"))]);
        value = Coalesce(value, Constant("", plain));
        return sqlite ? value : new CollateExpression(value, "C");      // byte order on both
    }

    private static SqlExpression Compare(bool after, IReadOnlyList<SqlExpression> a, bool sqlite)
    {
        SqlExpression Row(SqlExpression sort, SqlExpression id) =>
            new SqlFunctionExpression(sqlite ? "" : "ROW", [sort, id], false, [false, false], typeof(bool), new BoolTypeMapping("boolean"));
        return new SqlBinaryExpression(after ? ExpressionType.GreaterThan : ExpressionType.LessThan,
            Row(a[0], a[1]), Row(a[2], a[3]), typeof(bool), new BoolTypeMapping("boolean"));
    }
}

