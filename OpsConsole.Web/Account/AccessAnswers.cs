using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace OpsConsole.Web.Account;

/// <summary>Programs get problem details where people are led to the sign-in page.</summary>
public sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _pages = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !SessionGuard.IsForPrograms(context))
            return _pages.HandleAsync(next, context, policy, authorizeResult);
        return (authorizeResult.Challenged ? Unauthenticated() : Forbidden()).ExecuteAsync(context);
    }

    public static IResult Unauthenticated() => Problem(StatusCodes.Status401Unauthorized, "unauthenticated");

    public static IResult Forbidden() => Problem(StatusCodes.Status403Forbidden, "forbidden");

    internal static IResult Problem(int status, string code, Dictionary<string, object?>? more = null) =>
        Results.Problem(statusCode: status, extensions: new Dictionary<string, object?>(more ?? []) { ["code"] = code });
}
