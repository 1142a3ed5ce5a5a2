namespace OpsConsole.Web.Files;

/// <summary>Passes bytes on and keeps their number and CRC-32, which the zip's directory must agree with.</summary>
internal sealed class ChecksumStream(Stream inner, CancellationToken ct) : Stream
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];
    private readonly byte[] _one = new byte[1 << 15];
    private uint _crc = uint.MaxValue;
    private long _length;

    public uint Checksum => ~_crc;

    /// <summary>The start of the part declares a document type.</summary>
    public bool HasDoctype { get; private set; }

    public override long Length => _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public void Drain()
    {
        while (Read(_one) > 0)
        {
        }
    }

    public override int Read(Span<byte> buffer)
    {
        ct.ThrowIfCancellationRequested();
        var read = inner.Read(buffer);
        if (_length < 1 << 14)
            HasDoctype |= buffer[..read].IndexOf("<!DOCTYPE"u8) >= 0;
        foreach (var b in buffer[..read])
            _crc = Table[(byte)(_crc ^ b)] ^ (_crc >> 8);
        _length += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static uint Entry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
