using Npgsql;

namespace ModelMine.Server.Data;

/// <summary>Makes the pool of connections to PostgreSQL.</summary>
internal static class PostgresConnections
{
    /// <summary>
    /// What holds unless the setting says otherwise. A pool that several servers have room for; patience that ends before a
    /// caller's does; statements that are run over and over are planned once a connection; and a server that freezes within a transaction holds its rows for ten seconds at most.
    /// </summary>
    private const string Defaults =
        "Application Name=modelmine;Maximum Pool Size=40;Timeout=5;Command Timeout=20;Keepalive=30;Max Auto Prepare=60;" +
        "Options=-c idle_in_transaction_session_timeout=10000 -c lock_timeout=15000;";

    /// <summary>The pool.</summary>
    /// <param name="connectionString">The setting <c>ModelMine:Postgres</c>.</param>
    // Metrics and traces carry the pool's name, which is else made of the connection string: host, database and user.
    public static NpgsqlDataSource Open(string connectionString) => new NpgsqlDataSourceBuilder(Defaults + connectionString) { Name = "modelmine" }.Build();

    /// <summary>What is wrong with the setting; null when nothing is. Never repeats it: it may hold a password.</summary>
    /// <param name="connectionString">The setting.</param>
    public static string? WhyNot(string? connectionString)
    {
        const string example = "such as Host=db.example.org;Database=modelmine;Username=modelmine;Password=…";
        if (string.IsNullOrWhiteSpace(connectionString)) return $"is missing; it takes an Npgsql connection string {example}";
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(Defaults + connectionString);
            return string.IsNullOrWhiteSpace(parsed.Host) ? $"names no Host; it takes an Npgsql connection string {example}"
                : string.IsNullOrWhiteSpace(parsed.Database) ? $"names no Database; it takes an Npgsql connection string {example}"
                : null;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            return $"cannot be read; it takes an Npgsql connection string {example}";
        }
    }
}
