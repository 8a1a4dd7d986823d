using System.Data.Common;
using System.Globalization;

namespace ModelMine.Tests.Server.Data;

/// <summary>Puts a row into each table of a database of any version, and reads all rows back: without knowing the tables.</summary>
internal static class StoredRows
{
    private const string ColumnsOfSqlite = """
        SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.rowid, c.cid
        """;

    private const string ColumnsOfPostgres = """
        SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name = 'users' DESC, table_name, ordinal_position
        """;

    /// <summary>Adds a row to each table; each column says which it is, or holds a number.</summary>
    /// <returns>How many tables there are.</returns>
    public static async Task<int> AddAsync(DbConnection connection, bool isSqlite)
    {
        var tables = await TablesAsync(connection, isSqlite);
        foreach (var (table, columns) in tables)
        {
            var values = columns.Select(column => Value(column.Type));
            await ExecuteAsync(connection, $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", values)})");
        }

        return tables.Count;
    }

    /// <summary>Each value of each row, under table, row and column.</summary>
    public static async Task<Dictionary<string, string>> ReadAsync(DbConnection connection, bool isSqlite)
    {
        var rows = new Dictionary<string, string>();
        foreach (var (table, columns) in await TablesAsync(connection, isSqlite))
        {
            var names = string.Join(", ", columns.Select(column => column.Name));
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {names} FROM {table} ORDER BY {names}";
            await using var reader = await command.ExecuteReaderAsync();
            for (var row = 0; await reader.ReadAsync(); row++)
                for (var column = 0; column < reader.FieldCount; column++)
                    rows[$"{table} {row} {columns[column].Name}"] = Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "";
        }

        return rows;
    }

    private static async Task<List<(string Name, List<(string Name, string Type)> Columns)>> TablesAsync(DbConnection connection, bool isSqlite)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = isSqlite ? ColumnsOfSqlite : ColumnsOfPostgres;
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string Table, string Name, string Type)>();
        while (await reader.ReadAsync()) columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2).ToLowerInvariant()));
        return [.. columns.Where(column => !column.Table.StartsWith("__", StringComparison.Ordinal))
            .GroupBy(column => column.Table).Select(table => (table.Key, table.Select(column => (column.Name, column.Type)).ToList()))];
    }

    private static string Value(string type) => type switch
    {
        "boolean" => "TRUE",
        "integer" or "bigint" => "7",
        "real" or "double precision" => "0.5",
        _ => "'kept'",
    };

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
