using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Api;

/// <summary>A POST that creates, repeated with the same Idempotency-Key within 24 hours, is answered as it was the first time; with another body it is refused.</summary>
public sealed class Idempotency(IdempotencyDesk desk, IdempotencyQueries queries, ApiResults results) : IEndpointFilter
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    /// <summary>Requests under one key wait for each other: the second finds the answer of the first.</summary>
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Running = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var bodies = context.Arguments.Where(a => a?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(JsonBody<>));
        return await AnswerAsync(context.HttpContext, string.Join('\n', bodies), () => next(context));
    }

    /// <summary>For an endpoint that knows only afterwards what was sent.</summary>
    /// <param name="body">What was asked, as it was understood.</param>
    public async Task<ApiAnswer> AnswerAsync(HttpContext http, string body, Func<Task<ApiAnswer>> ask) => (ApiAnswer)(await AnswerAsync(http, body, async () => (object?)await ask()))!;

    private async ValueTask<object?> AnswerAsync(HttpContext http, string body, Func<ValueTask<object?>> ask)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0)
            return await ask();
        if (key.Length > LongestKey)
            return results.Invalid([new("too_long", Header, key.Length, LongestKey)]);
        var actor = http.RequestServices.GetRequiredService<Actor>();
        var hash = Hash(http, body);
        var gate = Running.GetOrAdd($"{actor.Id} {key}", _ => new(1));
        await gate.WaitAsync(http.RequestAborted);
        try
        {
            if (await queries.FindAsync(key, actor, http.RequestAborted) is { } known)
                return known.BodyHash == hash ? Read(known) : results.Refused([new("idempotency.mismatch")]);
            var answer = await ask();
            if (answer is ApiAnswer { Status: < 500 and not 401 and not 429 } given)
                await desk.KeepAsync(key, hash, given.Status, Write(given), actor, CancellationToken.None);
            return answer;
        }
        finally
        {
            gate.Release();
            Running.TryRemove($"{actor.Id} {key}", out _);
        }
    }

    private sealed record Kept(string Text, long? Version, string? Location);

    private static string Write(ApiAnswer answer) => Json.Write(new Kept(answer.Text, answer.Version, answer.Location));

    private static ApiAnswer Read(IdempotencyRecord record)
    {
        var kept = Json.Read<Kept>(record.Answer);
        return new(record.Status, kept.Text, kept.Version, kept.Location);
    }

    /// <summary>Method, path and what was asked.</summary>
    private static string Hash(HttpContext http, string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n{body}")));
}
