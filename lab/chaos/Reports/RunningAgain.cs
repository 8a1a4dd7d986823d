using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Reports;

/// <summary>How long jobs whose holder was lost waited until they ran again.</summary>
internal static class RunningAgain
{
    /// <summary>One time for each loss that cost an attempt: an attempt that lived on, or a job that its owner called off, did not wait.</summary>
    public static async Task<IReadOnlyList<double>> SecondsAsync(Database database, RunRecord record)
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
               select (next.Value - lost.LostAt) / 1000.0,
        ];
    }
}
