using System.Buffers.Binary;

namespace ModelMine.Core.Datasets.Images;

/// <summary>
/// Reads a JPEG file (ITU-T T.81, baseline or progressive, Huffman codes, 8 bits) through: each code of each block of each scan must be
/// there and mean something, up to the end of the image. Files that end early, even with an end put behind, are found so.
/// </summary>
/// <param name="name">What the file is called, for messages.</param>
/// <param name="file">All its bytes.</param>
/// <param name="cancellation">Calls it off.</param>
internal sealed class JpegContent(string name, byte[] file, CancellationToken cancellation)
{
    private const int Side = 8;
    private readonly JpegCodes?[] _first = new JpegCodes?[4];
    private readonly JpegCodes?[] _others = new JpegCodes?[4];
    private readonly List<JpegPart> _parts = [];
    private (int Wide, int High) _units;
    private bool _isProgressive;
    private int _restartEvery;

    public void Check()
    {
        for (var at = 2; ;)
        {
            while (at < file.Length && file[at] == 0xFF)
            {
                at++;
            }

            var kind = at < file.Length && file[at - 1] == 0xFF ? file[at++] : throw Damaged("it ends in the middle");
            if (kind == 0xD9)
            {
                break;
            }

            var segment = Segment(at);
            at += 2 + segment.Length;
            switch (kind)
            {
                case 0xC0 or 0xC1 or 0xC2:
                    TakeFrame(segment, kind == 0xC2);
                    break;
                case 0xC4:
                    TakeCodes(segment);
                    break;
                case >= 0xC3 and <= 0xCF and not 0xC8:
                    throw new DatasetException($"{name} is a JPEG of a rare kind (lossless, hierarchical or arithmetic): save it as a usual one.");
                case 0xDA:
                    at = ReadScan(segment, at);
                    break;
                case 0xDD:
                    _restartEvery = segment.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : throw Damaged("a length is wrong");
                    break;
                default:
                    // Comments, thumbnails, colour profiles, and quantisation, of which every value can be.
                    break;
            }
        }

        if (_parts.Count == 0 || !_parts.TrueForAll(part => part.IsSeen))
        {
            throw Damaged("it ends before all its colours have come");
        }
    }

    private ReadOnlySpan<byte> Segment(int at)
    {
        var length = at + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at)) : 0;
        return length >= 2 && at + length <= file.Length ? file.AsSpan(at + 2, length - 2) : throw Damaged("it ends in the middle");
    }

    private void TakeFrame(ReadOnlySpan<byte> frame, bool isProgressive)
    {
        if (_parts.Count > 0 || frame.Length < 6 || frame.Length != 6 + 3 * frame[5] || frame[5] is not (1 or 3 or 4))
        {
            throw Damaged("the description of its colours is wrong");
        }

        if (frame[0] != 8)
        {
            throw new DatasetException($"{name} is a JPEG of {frame[0]} bits a sample: save it with 8.");
        }

        _isProgressive = isProgressive;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        var (mostAcross, mostDown) = (0, 0);
        for (var i = 6; i < frame.Length; i += 3)
        {
            var (across, down) = (frame[i + 1] >> 4, frame[i + 1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4)
            {
                throw Damaged("the description of its colours is wrong");
            }

            (mostAcross, mostDown) = (Math.Max(mostAcross, across), Math.Max(mostDown, down));
        }

        _units = (Shares(width, Side * mostAcross), Shares(height, Side * mostDown));
        for (var i = 6; i < frame.Length; i += 3)
        {
            var (across, down) = (frame[i + 1] >> 4, frame[i + 1] & 15);
            var stride = _units.Wide * across;
            _parts.Add(new()
            {
                Id = frame[i], Across = across, Down = down, Stride = stride,
                BlocksWide = Shares(Shares(width * across, mostAcross), Side), BlocksHigh = Shares(Shares(height * down, mostDown), Side),
                NonZero = isProgressive ? new ulong[stride * _units.High * down] : [],
            });
        }
    }

    private void TakeCodes(ReadOnlySpan<byte> tables)
    {
        while (tables.Length >= 17)
        {
            var (kind, number, count) = (tables[0] >> 4, tables[0] & 15, 0);
            foreach (var codes in tables.Slice(1, 16))
            {
                count += codes;
            }

            if (kind > 1 || number > 3 || count > 256 || tables.Length < 17 + count || JpegCodes.Of(tables.Slice(1, 16), tables.Slice(17, count)) is not { } table)
            {
                throw Damaged("a table of codes is wrong");
            }

            (kind == 0 ? _first : _others)[number] = table;
            tables = tables[(17 + count)..];
        }
    }

    private int ReadScan(ReadOnlySpan<byte> scan, int start)
    {
        var (parts, blocks) = (new List<JpegPart>(), scan.Length >= 6 && scan.Length == 4 + 2 * scan[0] ? Blocks(scan[^3..], scan[0]) : throw Damaged("a scan's header is wrong"));
        for (var i = 1; i < scan.Length - 3; i += 2)
        {
            var id = scan[i];
            var part = _parts.Find(part => part.Id == id) ?? throw Damaged("a scan is of no colour that it has");
            (part.First, part.Others) = (_first[scan[i + 1] >> 4 & 3], _others[scan[i + 1] & 3]);
            part.IsSeen = true;
            parts.Add(part);
        }

        var needs = (First: !_isProgressive || (scan[^3] == 0 && scan[^1] >> 4 == 0), Others: !_isProgressive || scan[^3] > 0);
        return parts.TrueForAll(part => (!needs.First || part.First is not null) && (!needs.Others || part.Others is not null))
            ? new JpegScan(parts, blocks, _units, _restartEvery).Read(file, start, cancellation) ?? throw Damaged("its pixels end early, or make no sense")
            : throw Damaged("a table of codes is missing");
    }

    private JpegBlocks Blocks(ReadOnlySpan<byte> detail, int parts)
    {
        var (first, last, known) = (detail[0], detail[1], detail[2] >> 4);
        return !_isProgressive || (last < 64 && first <= last && (first == 0 ? last == 0 : parts == 1))
            ? new(first, last, _isProgressive, known > 0)
            : throw Damaged("a scan's header is wrong");
    }

    private DatasetException Damaged(string why) => new($"{name} is a damaged JPEG: {why}.");

    private static int Shares(int length, int each) => (length + each - 1) / each;
}
