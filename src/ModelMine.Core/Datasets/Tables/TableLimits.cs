namespace ModelMine.Core.Datasets.Tables;

/// <summary>How large a table may be, so that reading one takes bounded memory whatever its file says.</summary>
public static class TableLimits
{
    /// <summary>Columns.</summary>
    public const int Columns = 500;

    /// <summary>Characters of a column's name.</summary>
    public const int NameLength = 200;

    /// <summary>Characters of a value.</summary>
    public const int ValueLength = 32 * 1024;

    /// <summary>Different words of a categorical column.</summary>
    public const int Categories = 256;

    /// <summary>Characters of a category.</summary>
    public const int CategoryLength = 100;

    /// <summary>Different numbers of a numeric column that can still be classes.</summary>
    public const int NumericClasses = 32;

    /// <summary>Rows; 4 bytes a cell lie in memory when it is trained on.</summary>
    public const int Rows = 50_000_000;

    /// <summary>Uncompressed bytes of a page of a Parquet file.</summary>
    public const int ParquetPageBytes = 64 * 1024 * 1024;

    /// <summary>Uncompressed bytes of a column within a row group of a Parquet file.</summary>
    public const int ParquetColumnBytes = 256 * 1024 * 1024;

    /// <summary>Rows of a row group of a Parquet file.</summary>
    public const int ParquetGroupRows = 2 * 1024 * 1024;

    /// <exception cref="DatasetException">There are more rows than a table may have.</exception>
    internal static void RequireRows(string name, long rows)
    {
        if (rows > Rows)
        {
            throw new DatasetException($"{name} has more than {Rows} rows.");
        }
    }
}
