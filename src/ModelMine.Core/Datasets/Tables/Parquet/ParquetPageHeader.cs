namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>What a page's header says of its size: fields 1 to 3 of PageHeader, and field 1 of the header of its kind (parquet-format).</summary>
/// <param name="Kind">0 data, 2 dictionary, 3 data of version 2.</param>
/// <param name="Unpacked">Bytes once unpacked.</param>
/// <param name="Compressed">Bytes in the file.</param>
/// <param name="Values">Values, those that are missing among them.</param>
internal sealed record ParquetPageHeader(int Kind, int Unpacked, int Compressed, int Values)
{
    private const int DataHeader = 5, DictionaryHeader = 7, DataHeader2 = 8;

    public bool HoldsRows => Kind is 0 or 3;

    /// <returns>Null when there is no such header.</returns>
    public static ParquetPageHeader? Read(Stream content)
    {
        var thrift = new ThriftCompact(content);
        int kind = -1, unpacked = -1, compressed = -1, values = 0;
        foreach (var (id, type) in thrift.Fields(depth: 0))
        {
            switch (id)
            {
                case 1: kind = thrift.Int32(); break;
                case 2: unpacked = thrift.Int32(); break;
                case 3: compressed = thrift.Int32(); break;
                case DataHeader or DictionaryHeader or DataHeader2 when type == ThriftCompact.Struct:
                    foreach (var (inner, innerType) in thrift.Fields(depth: 1))
                    {
                        if (inner == 1) values = thrift.Int32();
                        else thrift.Skip(innerType, depth: 2);
                    }

                    break;
                default: thrift.Skip(type, depth: 1); break;
            }

            if (thrift.Broken) return null;
        }

        return thrift.Broken || kind < 0 ? null : new(kind, unpacked, compressed, values);
    }
}
