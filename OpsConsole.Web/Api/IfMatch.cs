using System.Globalization;
using System.Reflection;

namespace OpsConsole.Web.Api;

/// <summary>The version a change is based on, from If-Match. Null: the header is missing or says "any".</summary>
public sealed record IfMatch(long? Version, bool IsMalformed = false)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var text = http.Request.Headers.IfMatch.ToString().Trim();
        if (text is "" or "*")
            return ValueTask.FromResult(new IfMatch(Version: null));
        return ValueTask.FromResult(text is ['"', .. var inner, '"'] && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new IfMatch(version) : new IfMatch(Version: null, true));
    }
}
