using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ModelMine.Chaos.Checks.Books;

/// <summary>Reads rows past the server, the same way from both database products.</summary>
internal static class BooksReading
{
    /// <summary>The rows of a query, one after the other; each is gone when the next one is asked for.</summary>
    /// <param name="books">The database, open.</param>
    /// <param name="query">The query; it must only read.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async IAsyncEnumerable<DbDataReader> RowsAsync(
        this DbConnection books, string query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var command = books.CreateCommand();
        command.CommandText = query;
        command.CommandTimeout = 300;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return reader;
    }

    /// <summary>A column as text.</summary>
    public static string Text(this DbDataReader row, int column) => Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture) ?? "";

    /// <summary>A column as a whole number.</summary>
    public static long Number(this DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    /// <summary>A column as a whole number, or null.</summary>
    public static long? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Number(column);
}
