using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>Recognises the encoding of a text file from all of its bytes: by byte order mark, UTF-8, UTF-16 by its zeros, else cp1252. Refuses what is no text and what is two encodings at once.</summary>
internal static class TextProbe
{
    private const int Block = 1 << 16;

    /// <summary>cp1252 leaves these five open; a file that uses one is something else.</summary>
    private static readonly SearchValues<byte> OpenIn1252 = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public static Encoding Windows1252 { get; } = Strict(CodePagesEncodingProvider.Instance.GetEncoding(1252)!);

    /// <summary>The encoding that a mapping names.</summary>
    public static Encoding Named(string name)
    {
        try
        {
            return Strict(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (ArgumentException)
        {
            throw new FileFaultException("encoding.not_known", name);
        }
    }

    public static async Task<Encoding> RecogniseAsync(Stream file, CancellationToken ct)
    {
        var buffer = new byte[Block];
        var have = await file.ReadAtLeastAsync(buffer, Block, throwOnEndOfStream: false, ct);
        if (have == 0)
            throw new FileFaultException("file.empty");
        if (Marked(buffer.AsSpan(0, have)) is { } marked)
            return marked;
        if (BinaryKind.Of(buffer.AsSpan(0, have)) is { } binary)
            throw new FileFaultException("file.binary", binary);
        if (Utf16ByZeros(buffer.AsSpan(0, have)) is { } wide)
            return wide;
        return await NarrowAsync(file, buffer, have, ct);
    }

    private static async Task<Encoding> NarrowAsync(Stream file, byte[] buffer, int have, CancellationToken ct)
    {
        var tally = new Utf8Tally();
        var atEnd = have < Block;
        while (true)
        {
            var used = tally.Add(buffer.AsSpan(0, have), atEnd);
            if (atEnd)
                return tally.Verdict();
            buffer.AsSpan(used, have - used).CopyTo(buffer);
            have -= used;
            var more = await file.ReadAtLeastAsync(buffer.AsMemory(have), Block - have, throwOnEndOfStream: false, ct);
            atEnd = more < Block - have;
            have += more;
        }
    }

    private static Encoding? Marked(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? Utf8
        : head.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || head.StartsWith<byte>([0, 0, 0xFE, 0xFF]) ? throw new FileFaultException("encoding.not_known", "UTF-32")
        : head.StartsWith<byte>([0xFF, 0xFE]) ? Utf16(bigEndian: false)
        : head.StartsWith<byte>([0xFE, 0xFF]) ? Utf16(bigEndian: true)
        : null;

    private static Encoding? Utf16ByZeros(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        var half = head.Length / 2;
        if (even == 0 && odd * 3 > half && half > 0)
            return Utf16(bigEndian: false);
        if (odd == 0 && even * 3 > half && half > 0)
            return Utf16(bigEndian: true);
        return (even + odd) * 100 > head.Length ? throw new FileFaultException("file.binary", "") : null;
    }

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: true, throwOnInvalidBytes: true);

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    /// <summary>Counts what is UTF-8 and what is not, and the line on which it first is not.</summary>
    private sealed class Utf8Tally
    {
        private long _lines = 1;
        private long _firstBadLine;
        private long _good;
        private long _bad;
        private long _firstOpenLine;

        /// <summary>Takes all but an unfinished character at the end; answers how many bytes it took.</summary>
        public int Add(ReadOnlySpan<byte> bytes, bool atEnd)
        {
            var length = atEnd ? bytes.Length : WholeCharacters(bytes);
            var block = bytes[..length];
            if (System.Text.Unicode.Utf8.IsValid(block))
            {
                _good += block.ContainsAnyExceptInRange((byte)0, (byte)0x7F) ? 1 : 0;
                _lines += block.Count((byte)'\n');
                return length;
            }

            while (!block.IsEmpty)
            {
                if (block[0] == '\n')
                    _lines++;
                var status = Rune.DecodeFromUtf8(block, out _, out var used);
                if (status != OperationStatus.Done)
                    AddBad(block[..used]);
                else if (used > 1)
                    _good++;
                block = block[used..];
            }

            return length;
        }

        public Encoding Verdict()
        {
            if (_bad == 0)
                return Utf8;
            var line = _firstBadLine.ToString(CultureInfo.InvariantCulture);
            // A chance pair of cp1252 letters can look like UTF-8; one in ten cannot be chance.
            if (_good * 10 > _bad)
                throw new FileFaultException("encoding.mixed", line);
            return _firstOpenLine == 0 ? Windows1252 : throw new FileFaultException("encoding.unknown", _firstOpenLine.ToString(CultureInfo.InvariantCulture));
        }

        private void AddBad(ReadOnlySpan<byte> bytes)
        {
            _bad++;
            if (_firstBadLine == 0)
                _firstBadLine = _lines;
            if (_firstOpenLine == 0 && bytes.ContainsAny(OpenIn1252))
                _firstOpenLine = _lines;
        }

        private static int WholeCharacters(ReadOnlySpan<byte> bytes)
        {
            for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
                if ((bytes[^back] & 0xC0) != 0x80)
                    return bytes[^back] >= 0xC0 ? bytes.Length - back : bytes.Length;
            return bytes.Length;
        }
    }
}
