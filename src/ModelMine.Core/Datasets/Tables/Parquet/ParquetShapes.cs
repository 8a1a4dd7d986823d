using static ModelMine.Core.Datasets.Tables.Parquet.ThriftShape;

namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>The structures of a footer and of a page's header (parquet.thrift of parquet-format 2.12).</summary>
internal static class ParquetShapes
{
    private static readonly ThriftShape Empty = Structure();

    private static readonly ThriftShape KeyValue = Structure((1, Binary), (2, Binary));

    private static readonly ThriftShape Statistics = Structure(
        (1, Binary), (2, Binary), (3, I64), (4, I64), (5, Binary), (6, Binary), (7, Bool), (8, Bool));

    private static readonly ThriftShape Time = Structure((1, Bool), (2, Structure((1, Empty), (2, Empty), (3, Empty))));

    private static readonly ThriftShape LogicalType = Structure(
        (1, Empty), (2, Empty), (3, Empty), (4, Empty), (5, Structure((1, I32), (2, I32))), (6, Empty), (7, Time), (8, Time),
        (10, Structure((1, I8), (2, Bool))), (11, Empty), (12, Empty), (13, Empty), (14, Empty), (15, Empty),
        (16, Structure((1, I8))), (17, Structure((1, Binary))), (18, Structure((1, Binary), (2, I32))));

    private static readonly ThriftShape SchemaElement = Structure(
        (1, I32), (2, I32), (3, I32), (4, Binary), (5, I32), (6, I32), (7, I32), (8, I32), (9, I32), (10, LogicalType));

    private static readonly ThriftShape BoundingBox = Structure([.. Enumerable.Range(1, 8).Select(id => (id, F64))]);

    private static readonly ThriftShape ColumnMetaData = Structure(
        (1, I32), (2, ListOf(I32)), (3, ListOf(Binary)), (4, I32), (5, I64), (6, I64), (7, I64), (8, ListOf(KeyValue)),
        (9, I64), (10, I64), (11, I64), (12, Statistics), (13, ListOf(Structure((1, I32), (2, I32), (3, I32)))), (14, I64), (15, I32),
        (16, Structure((1, I64), (2, ListOf(I64)), (3, ListOf(I64)))), (17, Structure((1, BoundingBox), (2, ListOf(I32)))));

    private static readonly ThriftShape ColumnChunk = Structure(
        (1, Binary), (2, I64), (3, ColumnMetaData), (4, I64), (5, I32), (6, I64), (7, I32), (8, Nothing), (9, Nothing));

    private static readonly ThriftShape RowGroup = Structure(
        (1, ListOf(ColumnChunk)), (2, I64), (3, I64), (4, ListOf(Structure((1, I32), (2, Bool), (3, Bool)))),
        (5, I64), (6, I64), (7, I16));

    /// <summary>FileMetaData, of a file that is not encrypted.</summary>
    public static readonly ThriftShape Footer = Structure(
        (1, I32), (2, ListOf(SchemaElement)), (3, I64), (4, ListOf(RowGroup)), (5, ListOf(KeyValue)), (6, Binary), (7, ListOf(Structure((1, Empty)))),
        (8, Nothing), (9, Nothing));

    /// <summary>PageHeader.</summary>
    public static readonly ThriftShape PageHeader = Structure(
        (1, I32), (2, I32), (3, I32), (4, I32), (5, Structure((1, I32), (2, I32), (3, I32), (4, I32), (5, Statistics))), (6, Empty),
        (7, Structure((1, I32), (2, I32), (3, Bool))),
        (8, Structure((1, I32), (2, I32), (3, I32), (4, I32), (5, I32), (6, I32), (7, Bool), (8, Statistics))));
}
