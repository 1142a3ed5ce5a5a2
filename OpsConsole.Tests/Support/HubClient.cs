using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace OpsConsole.Tests.Support;

/// <summary>A client of the hub over a bare WebSocket and the JSON protocol: what an integration in any language would be.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private const byte End = 0x1e;
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<(string Target, JsonElement Argument)> _messages = Channel.CreateUnbounded<(string, JsonElement)>();
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Every byte the server sent, as text.</summary>
    public StringBuilder Wire { get; } = new();

    public static async Task<HubClient> ConnectAsync(string address, string token, long? since = null)
    {
        var client = new HubClient();
        await client._socket.ConnectAsync(new Uri($"{address.Replace("http", "ws", StringComparison.Ordinal)}/hubs/cases?access_token={Uri.EscapeDataString(token)}"), default);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        client._reading = client.ReadAsync();
        await client.SendAsync(JsonSerializer.Serialize(new { type = 1, target = "Subscribe", arguments = since is null ? new object?[] { null } : [since], invocationId = "1" }));
        await client._subscribed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return client;
    }

    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next message with this name; others before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string target, int seconds = 20)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var (name, argument) = await _messages.Reader.ReadAsync(timeout.Token);
            if (name == target)
                return argument;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _end.Dispose();
    }

    private Task SendAsync(string json) => _socket.SendAsync((byte[])[.. Encoding.UTF8.GetBytes(json), End], WebSocketMessageType.Text, true, _end.Token);

    private async Task ReadAsync()
    {
        var (buffer, pending) = (new byte[16_384], new List<byte>());
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var got = await _socket.ReceiveAsync(buffer, _end.Token);
                pending.AddRange(buffer.AsSpan(0, got.Count));
                for (var end = pending.IndexOf(End); end >= 0; end = pending.IndexOf(End))
                {
                    Take(Encoding.UTF8.GetString([.. pending[..end]]));
                    pending.RemoveRange(0, end + 1);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
        }
        _messages.Writer.TryComplete();
    }

    private void Take(string message)
    {
        Wire.Append(message);
        var json = JsonElement.Parse(message);
        if (!json.TryGetProperty("type", out var type))
            return;
        if (type.GetInt32() == 3)
        {
            if (json.TryGetProperty("error", out var error))
                _subscribed.TrySetException(new InvalidOperationException(error.GetString()));
            _subscribed.TrySetResult();
        }
        else if (type.GetInt32() == 1)
        {
            _messages.Writer.TryWrite((json.GetProperty("target").GetString()!, json.GetProperty("arguments")[0]));
        }
    }
}
