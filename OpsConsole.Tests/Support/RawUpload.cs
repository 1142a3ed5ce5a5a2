using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpsConsole.Tests.Support;

/// <summary>A multipart upload by hand over a bare connection: of any length, announced or not, cut wherever a test wants.</summary>
internal sealed class RawUpload(string address, string token, string path, string fileName)
{
    private const string Boundary = "----limit";
    private const int Block = 1 << 16;

    private readonly byte[] _head = Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    private readonly byte[] _tail = Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n");

    /// <summary>The status of the answer, 0 without one, and how many bytes of the body were taken off the sender.</summary>
    public sealed record Sent(int Status, long Bytes);

    /// <summary>Sends a file of this length; stops as soon as there is an answer.</summary>
    public async Task<Sent> SendAsync(long length, byte[] start, bool announced)
    {
        using var connection = await ConnectAsync();
        var stream = connection.GetStream();
        var total = _head.Length + length + _tail.Length;
        await stream.WriteAsync(RequestHead(announced ? $"Content-Length: {total}" : "Transfer-Encoding: chunked"));
        var answer = ReadStatusAsync(stream);
        var sent = 0L;
        try
        {
            await PutAsync(stream, _head, announced);
            var block = new byte[Block];
            start.CopyTo(block, 0);
            for (; sent < length && !answer.IsCompleted; sent += Block)
            {
                await PutAsync(stream, block.AsMemory(0, (int)Math.Min(Block, length - sent)), announced);
                if (sent == 0)
                    Array.Clear(block);
            }
            if (!answer.IsCompleted)
            {
                await PutAsync(stream, _tail, announced);
                if (!announced)
                    await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
            }
        }
        catch (IOException)     // hung up on: the answer is there already
        {
        }
        return new(await answer, sent);
    }

    /// <summary>Announces the whole file, sends this share of it and breaks the connection.</summary>
    public async Task CutAsync(byte[] content, double share, bool hard)
    {
        byte[] body = [.. _head, .. content, .. _tail];
        using var connection = await ConnectAsync();
        var stream = connection.GetStream();
        await stream.WriteAsync(RequestHead($"Content-Length: {body.Length}"));
        await stream.WriteAsync(body.AsMemory(0, (int)(body.Length * share)));
        if (hard)
            connection.LingerState = new(true, 0);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var connection = new TcpClient();
        var at = new Uri(address);
        await connection.ConnectAsync(IPAddress.Loopback, at.Port);
        return connection;
    }

    private byte[] RequestHead(string length) =>
        Encoding.ASCII.GetBytes($"POST /api/v1/{path} HTTP/1.1\r\nHost: {new Uri(address).Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\n{length}\r\nConnection: close\r\n\r\n");

    private static async Task PutAsync(NetworkStream stream, ReadOnlyMemory<byte> bytes, bool announced)
    {
        if (!announced)
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"));
        await stream.WriteAsync(bytes);
        if (!announced)
            await stream.WriteAsync("\r\n"u8.ToArray());
    }

    private static async Task<int> ReadStatusAsync(NetworkStream stream)
    {
        var head = new byte[12];        // HTTP/1.1 413
        try
        {
            return await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) == head.Length ? int.Parse(Encoding.ASCII.GetString(head, 9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
