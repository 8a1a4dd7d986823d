using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;

namespace ModelMine.Server.Jobs;

/// <summary>Writes a job's events. Their numbers come from the statement that changed the job, so none is given twice.</summary>
/// <param name="sink">Where they go once committed.</param>
public sealed class JobEventLog(IJobEventSink sink)
{
    /// <summary>Stores an event in the write that caused it, and publishes it after the commit.</summary>
    /// <param name="scope">The write.</param>
    /// <param name="userId">Owner of the job.</param>
    /// <param name="jobEvent">The event; its number is the job's new <c>last_event_seq</c>.</param>
    public async Task AppendAsync(WriteScope scope, string userId, JobEvent jobEvent)
    {
        var type = JsonNamingPolicy.SnakeCaseUpper.ConvertName(jobEvent.Type.ToString());
        var payload = JsonSerializer.Serialize(jobEvent, ModelMineJson.Options);
        var firstLogLine = jobEvent.Logs is { Count: > 0 } logs ? logs[0].Line : 0;
        var hasMetrics = jobEvent.Metrics is { Count: > 0 };
        await scope.ExecuteAsync($"""
            INSERT INTO job_events (job_id, seq, type, first_log_line, has_metrics, payload)
            VALUES ({jobEvent.JobId}, {jobEvent.Seq}, {type}, {firstLogLine}, {hasMetrics}, {payload})
            """);
        scope.AfterCommit(() => sink.Publish(userId, jobEvent));
    }
}
