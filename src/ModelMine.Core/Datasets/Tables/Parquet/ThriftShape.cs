namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>What type a value must have: a reader that trusts the place of a field takes whatever bytes stand there for that type.</summary>
/// <param name="Code">As the compact protocol numbers types; both booleans are 1 here.</param>
/// <param name="Element">Of a list: what it holds.</param>
/// <param name="Fields">Of a structure: its fields by their numbers. Others may be there, of any type.</param>
internal sealed record ThriftShape(int Code, ThriftShape? Element = null, IReadOnlyDictionary<int, ThriftShape>? Fields = null)
{
    public const int BooleanCode = 1, ListCode = 9, StructCode = 12;

    // Named as in Thrift's own language.
    public static readonly ThriftShape Bool = new(BooleanCode), I8 = new(3), I16 = new(4), I32 = new(5), I64 = new(6), F64 = new(7), Binary = new(8);

    /// <summary>What may not be there at all.</summary>
    public static readonly ThriftShape Nothing = new(-1);

    public static ThriftShape ListOf(ThriftShape element) => new(ListCode, Element: element);

    public static ThriftShape Structure(params (int Id, ThriftShape Shape)[] fields) => new(StructCode, Fields: fields.ToDictionary(field => field.Id, field => field.Shape));
}
