using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OpsConsole.Tests.Support;

/// <summary>A program that uses the console by REST, signed in as one person.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    private ApiClient(string address) => _http = new() { BaseAddress = new(address + "/api/v1/"), Timeout = TimeSpan.FromSeconds(30) };

    public static ApiClient Anonymous(string address) => new(address);

    public static async Task<ApiClient> SignInAsync(string address, string email, string password = TestConsole.DemoPassword)
    {
        var client = new ApiClient(address);
        var token = await client.PostAsync("auth/login", new { email, password });
        client._http.DefaultRequestHeaders.Authorization = new("Bearer", token.Body.GetProperty("accessToken").GetString());
        return client;
    }

    public bool IsSignedIn => _http.DefaultRequestHeaders.Authorization is not null;

    /// <summary>The access token, for the hub.</summary>
    public string Token => _http.DefaultRequestHeaders.Authorization!.Parameter!;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, object body, long? ifMatch = null) => SendAsync(HttpMethod.Post, path, body, ifMatch);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body = null, long? ifMatch = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is { } version)
            request.Headers.IfMatch.Add(new($"\"{version}\""));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await _http.SendAsync(request);
        return await ReadAsync(answer);
    }

    /// <summary>A file with the text parts beside it, as multipart/form-data.</summary>
    public async Task<ApiAnswer> UploadAsync(string path, byte[] file, string name, string? mapping = null)
    {
        using var form = new MultipartFormDataContent();
        if (mapping is not null)
            form.Add(new StringContent(mapping), "mapping");
        form.Add(new ByteArrayContent(file), "file", name);
        return await SendAsync(HttpMethod.Post, path, form);
    }

    public async Task<byte[]> DownloadAsync(string path) => await _http.GetByteArrayAsync(path);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await _http.SendAsync(request);
        return await ReadAsync(answer);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<ApiAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var json = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json") is true ? JsonElement.Parse(text) : default;
        return new((int)answer.StatusCode, json, answer.Headers.ETag);
    }
}

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(int Status, JsonElement Body, EntityTagHeaderValue? Tag)
{
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>The machine code of a problem; null where there is none.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public long Version => long.Parse(Tag!.Tag.Trim('"'));
}
