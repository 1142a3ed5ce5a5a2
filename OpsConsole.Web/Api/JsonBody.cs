using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Api;

/// <summary>A request's JSON body. What cannot be read is kept as a refusal, so that scope and role can answer before shape does.</summary>
public sealed record JsonBody<T>(T? Value, Refusal? Error, int Status = StatusCodes.Status400BadRequest) : IEndpointParameterMetadataProvider where T : class
{
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        if (!http.Request.HasJsonContentType())
            return new(null, new("content_type", "body"), StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(http.Request.Body, JsonBody.Options, http.RequestAborted);
            return value is null ? new(null, new("required", "body")) : new(value, null);
        }
        catch (JsonException e)
        {
            return new(null, new("json", PathOf(e.Path)));
        }
        catch (BadHttpRequestException e)
        {
            return new(null, new(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too_large" : "json", "body"), e.StatusCode);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static string PathOf(string? path) => path is null or "$" or "" ? "body" : path.TrimStart('$').TrimStart('.');
}

/// <summary>How bodies are read: names in any case, no comments, no trailing commas, times as UTC.</summary>
internal static class JsonBody
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict, AllowDuplicateProperties = false, Converters = { new UtcTimes() } };

    /// <summary>ISO 8601; without an offset it is UTC.</summary>
    private sealed class UtcTimes : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 1000 and < 9999
                ? at.UtcDateTime : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
