using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace OpsConsole.Tests.Support;

/// <summary>One request as the gateway got it.</summary>
public sealed record GatewayRequest(string? Signature, string? Key, string? ContentType, byte[] Body)
{
    public JsonElement Json => JsonElement.Parse(Encoding.UTF8.GetString(Body));

    public string Id => Json.GetProperty("id").GetString()!;
}

/// <summary>A message gateway on loopback that keeps what it is given and answers what a test says.</summary>
public sealed class GatewayServer : IDisposable
{
    public const string Secret = "una clave de prueba larga";

    private readonly HttpListener _listener = new();
    private readonly List<GatewayRequest> _requests = [];

    public GatewayServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/messages/";
        }
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    public Dictionary<string, string> Settings => new() { ["Messaging:Gateway:Url"] = Url, ["Messaging:Gateway:Secret"] = Secret };

    public Func<GatewayRequest, (int Status, string Text)> Answer { get; set; } = _ => (200, "");

    public IReadOnlyList<GatewayRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)     // closed, or its caller was killed
            {
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var request = new GatewayRequest(context.Request.Headers["X-Signature"], context.Request.Headers["Idempotency-Key"], context.Request.ContentType, body.ToArray());
        lock (_requests)
            _requests.Add(request);
        var (status, text) = Answer(request);
        context.Response.StatusCode = status;
        if (status is 301 or 302 or 307)
            context.Response.RedirectLocation = text;
        else
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }
}
