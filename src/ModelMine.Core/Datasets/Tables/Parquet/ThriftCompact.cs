namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>Reads structures in Thrift's compact protocol (thrift-compact-protocol.md), as far as headers of pages need it. Damage ends the reading.</summary>
internal sealed class ThriftCompact(Stream content)
{
    public const int Struct = 12;
    private const int DeepestNesting = 8;
    private const int LongestSkip = 16 * 1024 * 1024;

    /// <summary>Whether the bytes were no such structure.</summary>
    public bool Broken { get; private set; }

    /// <summary>Fields of a structure; each must be read or skipped before the next.</summary>
    public IEnumerable<(int Id, int Type)> Fields(int depth)
    {
        Broken |= depth > DeepestNesting;
        var id = 0;
        while (!Broken)
        {
            var head = Byte();
            if (head == 0 || Broken) yield break;
            var delta = head >> 4;
            id = delta == 0 ? (short)ZigZag() : id + delta;
            yield return (id, head & 15);
        }
    }

    public int Int32()
    {
        var value = ZigZag();
        Broken |= value is < int.MinValue or > int.MaxValue;
        return (int)value;
    }

    /// <summary>Passes over a value.</summary>
    public void Skip(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2: break; // a boolean lies in its field's head
            case 3: _ = Byte(); break;
            case 4 or 5 or 6: _ = VarInt(); break;
            case 7: SkipBytes(8); break;
            case 8: SkipBytes(VarInt()); break;
            case 9 or 10: SkipList(depth); break;
            case Struct:
                foreach (var (_, inner) in Fields(depth)) Skip(inner, depth + 1);
                break;
            default: Broken = true; break;
        }
    }

    private void SkipList(int depth)
    {
        var head = Byte();
        var count = head >> 4 == 15 ? VarInt() : (ulong)(head >> 4);
        Broken |= count > LongestSkip || depth > DeepestNesting;
        for (ulong i = 0; i < count && !Broken; i++)
        {
            if ((head & 15) is 1 or 2) _ = Byte();
            else Skip(head & 15, depth + 1);
        }
    }

    private void SkipBytes(ulong count)
    {
        Broken |= count > LongestSkip || content.Position + (long)Math.Min(count, LongestSkip) > content.Length;
        if (!Broken) content.Position += (long)count;
    }

    private long ZigZag()
    {
        var value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong VarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70 && !Broken; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 127) << shift;
            if (next < 128) return value;
        }

        Broken = true;
        return 0;
    }

    private int Byte()
    {
        var next = content.ReadByte();
        Broken |= next < 0;
        return Math.Max(next, 0);
    }
}
