using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Api;

/// <summary>What the domain answered, as HTTP: problem details of RFC 9457 with a stable code (docs/rules.md, "Order of answers").</summary>
public sealed class ApiResults(RefusalWords words)
{
    private static readonly string[] First = ["case.illegal_transition", "finish.role", "finish.fields_missing", "finish.attempts_missing"];

    public static ApiAnswer Ok(object body, long? version = null) => new(StatusCodes.Status200OK, body, version);

    public static ApiAnswer Created(object body, string location) => new(StatusCodes.Status201Created, body, null, location);

    public ApiAnswer Missing => Problem(StatusCodes.Status404NotFound, "not_found");

    public ApiAnswer Forbidden => Problem(StatusCodes.Status403Forbidden, "forbidden");

    public ApiAnswer VersionRequired => Problem(StatusCodes.Status428PreconditionRequired, "version.required");

    /// <summary>What was refused; <paramref name="done"/> answers for what was done.</summary>
    public async Task<ApiAnswer> OfAsync(Outcome outcome, Func<Outcome.Done, Task<ApiAnswer>> done) => outcome switch
    {
        Outcome.Done made => await done(made),
        Outcome.Missing => Missing,
        Outcome.SignedOut => Problem(StatusCodes.Status401Unauthorized, "unauthenticated"),
        Outcome.Forbidden => Forbidden,
        Outcome.Invalid invalid => Invalid(invalid.Errors),
        Outcome.Conflict conflict => Problem(StatusCodes.Status412PreconditionFailed, "version", new()
        {
            ["version"] = conflict.Version,
            ["changedBy"] = conflict.ChangedBy,
            ["changedAt"] = conflict.ChangedAt,
            ["theirs"] = conflict.Theirs,
        }),
        Outcome.Refused refused => Refused(refused.Reasons),
        _ => throw new ArgumentException("Not an outcome.", nameof(outcome)),
    };

    /// <summary>An answer of the host that nobody gave words to.</summary>
    public ApiAnswer OfStatus(int status) => Problem(status, status switch
    {
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "content_type",
        _ => "other",
    });

    /// <summary>A shape that is wrong: every field with its words, and the codes beside them.</summary>
    public ApiAnswer Invalid(IReadOnlyList<Refusal> errors)
    {
        if (errors.Any(e => e.Code == "query.too_slow"))
            return Problem(StatusCodes.Status503ServiceUnavailable, "query.too_slow");
        var code = errors.Any(e => e.Code == FilterLimits.TooLarge) ? FilterLimits.TooLarge : "validation";
        return Problem(StatusCodes.Status400BadRequest, code, new()
        {
            ["errors"] = errors.GroupBy(e => e.Field ?? "").ToDictionary(g => g.Key, g => g.Select(e => words[e]).ToList()),
            ["reasons"] = Reasons(errors),
        });
    }

    /// <summary>A body that could not be read at all.</summary>
    public ApiAnswer Unreadable(Refusal error, int status) => status == StatusCodes.Status400BadRequest ? Invalid([error]) : Problem(status, error.Code, refusal: error);

    public ApiAnswer Refused(IReadOnlyList<Refusal> reasons)
    {
        var ordered = reasons.OrderBy(r => Array.IndexOf(First, r.Code) is >= 0 and var place ? place : First.Length).ToList();
        return Problem(StatusCodes.Status409Conflict, ordered[0].Code, new() { ["reasons"] = Reasons(ordered) }, ordered[0]);
    }

    private ApiAnswer Problem(int status, string code, Dictionary<string, object?>? more = null, Refusal? refusal = null)
    {
        var body = new Dictionary<string, object?> { ["type"] = "about:blank", ["title"] = words[refusal ?? new(code)], ["status"] = status, ["code"] = code };
        foreach (var (name, value) in more ?? [])
            body[name] = value;
        return new(status, body);
    }

    private static List<Dictionary<string, object?>> Reasons(IReadOnlyList<Refusal> refusals)
    {
        var reasons = new List<Dictionary<string, object?>>();
        foreach (var r in refusals)
        {
            var reason = new Dictionary<string, object?> { ["code"] = r.Code };
            foreach (var (name, value) in new (string, object?)[] { ("field", r.Field), ("have", r.Have), ("need", r.Need) })
                if (value is not null)
                    reason[name] = value;
            reasons.Add(reason);
        }
        return reasons;
    }
}
