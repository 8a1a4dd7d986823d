using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Jobs;

namespace ModelMine.Server.Data;

/// <summary>Inserts the events of a whole group by one statement.</summary>
internal static class EventRows
{
    private const int Columns = 6;

    /// <summary>SQLite takes 32,766 values a statement; a group may hold more events than writes.</summary>
    private const int RowsAtOnce = 1000;

    public static async Task InsertAsync(ModelMineDb database, IReadOnlyList<StoredJobEvent> rows)
    {
        foreach (var some in rows.Chunk(RowsAtOnce))
            await database.Database.ExecuteSqlRawAsync(Statement(some.Length), some.SelectMany(Values));
    }

    private static string Statement(int rows)
    {
        var text = new StringBuilder("INSERT INTO job_events (job_id, seq, type, first_log_line, has_metrics, payload) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var first = row * Columns;
            text.Append(CultureInfo.InvariantCulture, $"{(row == 0 ? "" : ", ")}({{{first}}}, {{{first + 1}}}, {{{first + 2}}}, {{{first + 3}}}, {{{first + 4}}}, {{{first + 5}}})");
        }

        return text.ToString();
    }

    private static object[] Values(StoredJobEvent row) => [row.JobId, row.Seq, JobEventLog.Word(row.Type), row.FirstLogLine, row.HasMetrics, row.Payload];
}
