namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>What a page's header says of its size: fields 1 to 3 of PageHeader, and field 1 of the header of its kind (parquet-format).</summary>
/// <param name="Kind">0 data, 2 dictionary, 3 data of version 2.</param>
/// <param name="Unpacked">Bytes once unpacked.</param>
/// <param name="Compressed">Bytes in the file.</param>
/// <param name="Values">Values, those that are missing among them.</param>
/// <param name="Levels">Bytes, in the file, that tell what is missing and are never packed; of version 2.</param>
/// <param name="IsPacked">Whether the rest is packed, where the column is.</param>
internal sealed record ParquetPageHeader(int Kind, int Unpacked, int Compressed, int Values, long Levels, bool IsPacked)
{
    private const int DataHeader = 5, DictionaryHeader = 7, DataHeader2 = 8;

    public bool HoldsRows => Kind is 0 or 3;

    /// <returns>Null when there is no such header.</returns>
    public static ParquetPageHeader? Read(Stream content)
    {
        var start = content.Position;
        var check = new ThriftCompact(content);
        check.Pass(ParquetShapes.PageHeader);
        if (check.Broken) return null;
        var end = content.Position;

        content.Position = start;
        var thrift = new ThriftCompact(content);
        int kind = -1, unpacked = -1, compressed = -1, values = -1, headers = 0, headerId = 0;
        var (levels, isPacked, hasNegative) = (0L, true, false);
        foreach (var (id, type) in thrift.Fields(depth: 0))
        {
            switch (id)
            {
                case 1: kind = thrift.Int32(); break;
                case 2: unpacked = thrift.Int32(); break;
                case 3: compressed = thrift.Int32(); break;
                case DataHeader or DictionaryHeader or DataHeader2:
                    (headers, headerId) = (headers + 1, id);
                    foreach (var (inner, innerType) in thrift.Fields(depth: 1))
                    {
                        if (inner == 1)
                        {
                            values = thrift.Int32();
                        }
                        else if (id == DataHeader2 && inner is (5 or 6))
                        {
                            var length = thrift.Int32();
                            hasNegative |= length < 0;
                            levels += length;
                        }
                        else if (id == DataHeader2 && inner == 7)
                        {
                            isPacked = innerType == ThriftShape.BooleanCode;
                        }
                        else
                        {
                            thrift.PassValue(innerType, known: null, depth: 2);
                        }
                    }

                    break;
                default: thrift.PassValue(type, known: null, depth: 1); break;
            }
        }

        // One header, that of its kind: of several, each reader might believe another.
        var fits = headers == 1 && headerId == kind switch { 0 => DataHeader, 2 => DictionaryHeader, 3 => DataHeader2, _ => -1 };
        var isWhole = fits && !thrift.Broken && content.Position == end && !hasNegative && levels <= Math.Min(unpacked, compressed);
        return isWhole ? new(kind, unpacked, compressed, values, levels, isPacked) : null;
    }
}
