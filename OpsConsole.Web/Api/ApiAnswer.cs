using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsConsole.Web.Api;

/// <summary>An answer of the REST contract: JSON in camelCase, a version as ETag, an address of what was created.</summary>
public sealed record ApiAnswer(int Status, object? Body, long? Version = null, string? Location = null) : IResult
{
    public const string Json = "application/json; charset=utf-8", ProblemJson = "application/problem+json; charset=utf-8";

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public string Text => Body is string text ? text : JsonSerializer.Serialize(Body, Options);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = Status >= 400 ? ProblemJson : Json;
        if (Version is { } version)
            response.Headers.ETag = $"\"{version}\"";
        if (Location is not null)
            response.Headers.Location = Location;
        await response.WriteAsync(Text, httpContext.RequestAborted);
    }
}
