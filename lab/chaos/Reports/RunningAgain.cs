using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Reports;

/// <summary>A job whose holder was lost, and that ran again.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Fault">Number of the fault.</param>
/// <param name="Seconds">From the loss to the next grant.</param>
/// <param name="Away">Seconds of these in which there was no database that could have granted anything.</param>
internal sealed record Again(string JobId, int Fault, double Seconds, double Away);

/// <summary>How long jobs whose holder was lost waited until they ran again.</summary>
internal static class RunningAgain
{
    /// <summary>One for each loss that cost an attempt: an attempt that lived on, or a job that its owner called off, did not wait.</summary>
    public static async Task<IReadOnlyList<Again>> FindAsync(Database database, RunRecord record)
    {
        var attempts = (await database.ReadAsync(
            "SELECT job_id, id, number, started_at, status FROM attempts",
            row => (Job: row.GetString(0), Id: row.GetString(1), Number: row.GetInt32(2), StartedAt: row.GetInt64(3), Status: row.GetString(4)), CancellationToken.None)).ToLookup(attempt => attempt.Job);
        return
        [
            .. from lost in record.LostHolders
               let held = attempts[lost.JobId].Single(attempt => attempt.Id == lost.AttemptId)
               where held.Status is "LOST" or "RELEASED"
               let next = attempts[lost.JobId].Where(attempt => attempt.Number == held.Number + 1).Select(attempt => (long?)attempt.StartedAt).FirstOrDefault()
               where next is not null
               select new Again(lost.JobId, lost.Fault, (next.Value - lost.LostAt) / 1000.0, Away(record, lost.LostAt, next.Value) / 1000.0),
        ];
    }

    private static long Away(RunRecord record, long from, long to) =>
        record.DatabaseAway.Sum(away => Math.Max(0, Math.Min(to, away.To) - Math.Max(from, away.From)));
}
