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
    public void Append(WriteScope scope, string userId, JobEvent jobEvent)
    {
        scope.Insert(new StoredJobEvent
        {
            JobId = jobEvent.JobId,
            Seq = jobEvent.Seq,
            Type = jobEvent.Type,
            FirstLogLine = jobEvent.Logs is { Count: > 0 } logs ? logs[0].Line : 0,
            HasMetrics = jobEvent.Metrics is { Count: > 0 },
            Payload = JsonSerializer.Serialize(jobEvent, ModelMineJson.Options),
        });
        scope.AfterCommit(() => sink.Publish(userId, jobEvent));
    }

    /// <summary>How a type of event is stored.</summary>
    internal static string Word(JobEventType type) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(type.ToString());
}
