using Npgsql;

namespace ModelMine.Chaos.Processes;

/// <summary>The database, past the servers: to read it, and to look who is connected.</summary>
/// <param name="connectionString">How to reach it.</param>
internal sealed class Database(string connectionString)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string _connectionString = $"{connectionString};Pooling=false;Timeout=3;Command Timeout=20;Application Name=chaos";

    /// <summary>Opens a connection; the caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Reads rows; while the database is away, waits for it.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await ReadOnceAsync(sql, read, cancellation);
            }
            catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }

    /// <summary>Runs a statement past the servers.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Reads one number.</summary>
    public async Task<long> NumberAsync(string sql, CancellationToken cancellation) => (await ReadAsync(sql, row => row.GetInt64(0), cancellation))[0];

    /// <summary>Reads rows, or throws.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<List<T>> ReadOnceAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }
}
