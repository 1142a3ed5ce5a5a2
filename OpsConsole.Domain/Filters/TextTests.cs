using System.Linq.Expressions;
using System.Text;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>Comparisons of a folded text. The key is its first 256 characters, which indexes hold; longer values are looked at whole.</summary>
internal static class TextTests
{
    public static Expression Test(Expression text, Expression key, Comparison how, IReadOnlyList<string> values, bool holds)
    {
        Expression Has(string method) => Terms.Is(holds, Expression.Call(text, typeof(string).GetMethod(method, [typeof(string)])!, QueryValues.Value(values[0])));
        return how switch
        {
            Comparison.Empty => Terms.Equal(key, Expression.Constant(""), holds),
            Comparison.Equal or Comparison.In => OneOf(text, key, values, holds),
            Comparison.Contains => Has(nameof(string.Contains)),
            Comparison.Ends => Has(nameof(string.EndsWith)),
            Comparison.Starts when IsLong(values[0]) => Has(nameof(string.StartsWith)),
            Comparison.Starts => Successor(values[0]) is { } next
                ? Terms.All(holds, Than(text, key, ExpressionType.GreaterThanOrEqual, values[0], holds), Than(text, key, ExpressionType.LessThan, next, holds))
                : Than(text, key, ExpressionType.GreaterThanOrEqual, values[0], holds),
            Comparison.Greater => Than(text, key, ExpressionType.GreaterThan, values[0], holds),
            Comparison.GreaterOrEqual => Than(text, key, ExpressionType.GreaterThanOrEqual, values[0], holds),
            Comparison.Less => Terms.All(holds, Present(key, holds), Than(text, key, ExpressionType.LessThan, values[0], holds)),
            Comparison.LessOrEqual => Terms.All(holds, Present(key, holds), Than(text, key, ExpressionType.LessThanOrEqual, values[0], holds)),
            Comparison.Between => Terms.All(holds, Than(text, key, ExpressionType.GreaterThanOrEqual, values[0], holds), Than(text, key, ExpressionType.LessThanOrEqual, values[1], holds)),
            Comparison.Today or Comparison.LastDays or Comparison.ThisWeek or Comparison.ThisMonth => throw new ArgumentOutOfRangeException(nameof(how)),
        };
    }

    private static Expression OneOf(Expression text, Expression key, IReadOnlyList<string> values, bool holds)
    {
        if (values.Count == 0)
            return Terms.Constant(!holds);
        var shorts = values.Where(v => !IsLong(v)).ToList();
        var parts = values.Where(IsLong).Select(v => Terms.All(holds, Terms.Equal(key, QueryValues.Value(TextFold.Prefix(v)), holds), Terms.Equal(text, QueryValues.Value(v), holds))).ToList();
        if (shorts.Count == 1)
            parts.Add(Terms.Equal(key, QueryValues.Value(shorts[0]), holds));
        else if (shorts.Count > 1)
            parts.Add(Terms.Is(holds, QueryValues.In(key, shorts)));
        return Terms.Any(holds, parts);
    }

    private static Expression Present(Expression key, bool holds) => Terms.Equal(key, Expression.Constant(""), !holds);

    private static Expression Than(Expression text, Expression key, ExpressionType how, string value, bool holds) =>
        Terms.Compare(holds ? how : Opposite(how), IsLong(value) ? text : key, QueryValues.Value(value));

    private static ExpressionType Opposite(ExpressionType how) => how switch
    {
        ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThan,
        ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
        _ => ExpressionType.GreaterThan,
    };

    private static bool IsLong(string value) => value.Length >= TextFold.KeyLength;

    /// <summary>The first text behind all that start with this one, in the order of code points; null where there is none.</summary>
    private static string? Successor(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0 && runes[^1].Value == 0x10FFFF)
            runes.RemoveAt(runes.Count - 1);
        if (runes.Count == 0)
            return null;
        var last = runes[^1].Value + 1;
        runes[^1] = new Rune(last is >= 0xD800 and <= 0xDFFF ? 0xE000 : last);
        return string.Concat(runes);
    }
}
