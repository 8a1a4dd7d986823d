using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>What a stored event says, as far as checks go by it.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Seq">Its number.</param>
/// <param name="Type">What happened.</param>
/// <param name="Attempt">The attempt that it names.</param>
/// <param name="At">When, milliseconds since 1970.</param>
/// <param name="LogLines">Numbers of the log lines in it.</param>
internal sealed record LoggedEvent(string JobId, long Seq, string Type, int Attempt, long At, IReadOnlyList<long> LogLines);

/// <summary>Reads the event logs of all jobs, job by job, each in its order.</summary>
internal static class EventLog
{
    /// <summary>Every event.</summary>
    /// <param name="books">The database, open.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async IAsyncEnumerable<LoggedEvent> ReadAsync(DbConnection books, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in books.RowsAsync("SELECT job_id, seq, type, payload FROM job_events ORDER BY job_id, seq", cancellation))
        {
            using var payload = JsonDocument.Parse(row.Text(3));
            yield return new LoggedEvent(row.Text(0), row.Number(1), row.Text(2), Attempt(payload.RootElement), At(payload.RootElement), LogLines(payload.RootElement));
        }
    }

    private static int Attempt(JsonElement payload) => payload.TryGetProperty("attempt", out var attempt) ? attempt.GetInt32() : 0;

    private static long At(JsonElement payload) => payload.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds();

    private static IReadOnlyList<long> LogLines(JsonElement payload) =>
        payload.TryGetProperty("logs", out var logs) && logs.ValueKind == JsonValueKind.Array
            ? [.. logs.EnumerateArray().Select(line => line.GetProperty("line").GetInt64())]
            : [];
}
