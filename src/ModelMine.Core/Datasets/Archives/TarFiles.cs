using System.Text;

namespace ModelMine.Core.Datasets.Archives;

/// <summary>
/// Reads tar archives (ustar, with the long names of GNU and of pax) from beginning to end. The library's reader takes headers
/// of any length into memory; here none is longer than a path may be.
/// </summary>
internal static class TarFiles
{
    private const int Block = 512;
    private const int LongestHeader = 64 * 1024;

    public static IEnumerable<ArchiveFile> Read(string name, Stream archive)
    {
        var header = new byte[Block];
        string? longName = null;
        for (var files = 0; archive.ReadAtLeast(header, Block, throwOnEndOfStream: false) == Block && header.AsSpan().ContainsAnyExcept((byte)0);)
        {
            var length = Length(name, header);
            switch ((char)header[156])
            {
                case 'L':
                    longName = Text(Take(name, archive, length));
                    break;
                case 'x':
                    longName = PaxPath(Take(name, archive, length)) ?? longName;
                    break;
                case 'g':
                    Take(name, archive, length);
                    break;
                case '5':
                    longName = null;
                    Skip(name, archive, Padded(length));
                    break;
                case '0' or '\0':
                    var path = longName ?? Name(header);
                    (longName, files) = (null, files + 1);
                    using (var content = new TarContent(archive, length))
                    {
                        yield return files <= ArchiveLimits.Files
                            ? new(ArchivePath.Parts(name, path), content)
                            : throw new DatasetException($"{name} holds more than {ArchiveLimits.Files} files.");
                        Skip(name, archive, content.Left + Padded(length) - length);
                    }

                    break;
                default:
                    throw new DatasetException($"{longName ?? Name(header)} in {name} is a link or a device: pack plain files.");
            }
        }
    }

    private static byte[] Take(string name, Stream archive, long length)
    {
        var bytes = new byte[length <= LongestHeader ? (int)length : throw new DatasetException($"{name} is damaged: one of its headers is {length} bytes long.")];
        Require(name, archive.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length);
        Skip(name, archive, Padded(length) - length);
        return bytes;
    }

    private static void Skip(string name, Stream archive, long count)
    {
        var waste = new byte[8 * 1024];
        while (count > 0)
        {
            var read = archive.Read(waste, 0, (int)Math.Min(count, waste.Length));
            Require(name, read > 0);
            count -= read;
        }
    }

    private static long Length(string name, ReadOnlySpan<byte> header)
    {
        Require(name, Checksum(header) == Octal(header.Slice(148, 8)));
        return Octal(header.Slice(124, 12)) is { } length ? length : throw new DatasetException($"{name} is damaged: the length of one of its files is no number.");
    }

    private static long? Octal(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (var digit in Text(digits).Trim())
        {
            if (digit is < '0' or > '7')
            {
                return null;
            }

            value = value * 8 + (digit - '0');
        }

        return value;
    }

    private static long Checksum(ReadOnlySpan<byte> header)
    {
        long sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        return sum;
    }

    private static string Name(byte[] header)
    {
        var isUstar = Text(header.AsSpan(257, 5)) == "ustar";
        var (prefix, name) = (isUstar ? Text(header.AsSpan(345, 155)) : "", Text(header.AsSpan(0, 100)));
        return prefix.Length == 0 ? name : $"{prefix}/{name}";
    }

    /// <summary>The path in a pax header: lines of a length, a space, a key, <c>=</c> and a value.</summary>
    private static string? PaxPath(byte[] header) =>
        Encoding.UTF8.GetString(header).Split('\n').Select(line => line.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? line[(space + 1)..] : "")
            .LastOrDefault(pair => pair.StartsWith("path=", StringComparison.Ordinal))?["path=".Length..];

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes);

    private static long Padded(long length) => (length + Block - 1) / Block * Block;

    private static void Require(string name, bool holds)
    {
        if (!holds)
        {
            throw new DatasetException($"{name} is no tar archive, or not whole.");
        }
    }

    /// <summary>The bytes of one file in the stream.</summary>
    private sealed class TarContent(Stream archive, long length) : Stream
    {
        public long Left { get; private set; } = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = archive.Read(buffer, offset, (int)Math.Min(count, Left));
            Left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
