namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>
/// Reads structures in Thrift's compact protocol (thrift-compact-protocol.md), as far as Parquet has them, and trusts nothing: what
/// is too deep, too long, cut off or of another type than it should be breaks the reading. The library that reads after it takes
/// lengths at their word and nests without end.
/// </summary>
internal sealed class ThriftCompact(Stream content)
{
    private const int DeepestNesting = 16;
    private const int MostStructures = 500_000;
    private int _structures;

    /// <summary>Whether the bytes were no such structure.</summary>
    public bool Broken { get; private set; }

    /// <summary>Fields of a structure; each must be read or passed over before the next.</summary>
    public IEnumerable<(int Id, int Type)> Fields(int depth)
    {
        Broken |= depth > DeepestNesting || ++_structures > MostStructures;
        var id = 0;
        while (!Broken)
        {
            var head = Byte();
            if (head == 0 || Broken) yield break;
            id = head >> 4 == 0 ? Int32() : id + (head >> 4);
            Broken |= id is < short.MinValue or > short.MaxValue;
            if (!Broken) yield return (id, head & 15);
        }
    }

    public int Int32()
    {
        var value = VarInt();
        Broken |= value > uint.MaxValue;
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    /// <summary>A length that is written as one of Thrift's.</summary>
    /// <returns>-1 when it is none, or has more than 32 bits.</returns>
    public long Length()
    {
        var value = VarInt();
        Broken |= value > uint.MaxValue;
        return Broken ? -1 : (long)value;
    }

    /// <summary>Passes over a structure, and sees that its fields have the types that they should.</summary>
    public void Pass(ThriftShape structure, int depth = 0)
    {
        foreach (var (id, type) in Fields(depth))
        {
            var known = structure.Fields?.GetValueOrDefault(id);
            Broken |= known is not null && known.Code != (type == 2 ? ThriftShape.BooleanCode : type);
            PassValue(type, known, depth + 1);
        }
    }

    /// <summary>Passes over a value.</summary>
    /// <param name="type">What the file says that it is.</param>
    /// <param name="known">What it must be, if it is known.</param>
    /// <param name="depth">How deep it lies.</param>
    public void PassValue(int type, ThriftShape? known, int depth)
    {
        if (Broken) return;
        switch (type)
        {
            case 1 or 2: break; // a boolean lies in its field's head
            case 3: _ = Byte(); break;
            case 4 or 5 or 6: _ = VarInt(); break;
            case 7: PassBytes(8); break;
            case 8: PassBytes(VarInt()); break;
            case ThriftShape.ListCode: PassList(known?.Element, depth); break;
            case ThriftShape.StructCode: Pass(known ?? Unknown, depth); break;
            default: Broken = true; break;
        }
    }

    private void PassList(ThriftShape? element, int depth)
    {
        var head = Byte();
        var (count, type) = (head >> 4 == 15 ? VarInt() : (ulong)(head >> 4), head & 15);
        // Each element takes a byte at least; readers do not agree on whether booleans in lists do, and Parquet has none there.
        Broken |= count > (ulong)(content.Length - content.Position) || depth > DeepestNesting || type is 1 or 2 || (element is not null && element.Code != type);
        for (ulong i = 0; i < count && !Broken; i++) PassValue(type, element, depth + 1);
    }

    private void PassBytes(ulong count)
    {
        Broken |= count > (ulong)(content.Length - content.Position);
        if (!Broken) content.Position += (long)count;
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

    private static readonly ThriftShape Unknown = ThriftShape.Structure();
}
