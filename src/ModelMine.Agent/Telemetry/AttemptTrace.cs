using System.Diagnostics;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Telemetry;

/// <summary>The spans of one attempt. They go on in the trace in which the job was submitted.</summary>
internal static class AttemptTrace
{
    /// <summary>Name of the span of a whole attempt.</summary>
    public const string AttemptSpan = "attempt";

    /// <summary>
    /// Begins the span of an attempt. Where nobody collects spans, it begins one that is sent nowhere: so the calls of the
    /// attempt still tell the server which trace they belong to.
    /// </summary>
    /// <param name="grant">The attempt.</param>
    /// <param name="nodeId">This node.</param>
    /// <returns>Null when the job is not traced, and nobody collects.</returns>
    public static Activity? Begin(AttemptGrant grant, string nodeId)
    {
        var isTraced = ActivityContext.TryParse(grant.TraceParent, null, isRemote: true, out var parent);
        var span = AgentTelemetry.Source.StartActivity(AttemptSpan, ActivityKind.Consumer, parent);
        if (span is null && isTraced) span = new Activity(AttemptSpan).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
        return span?.SetTag("modelmine.job.id", grant.JobId).SetTag("modelmine.attempt.id", grant.AttemptId).SetTag("modelmine.node.id", nodeId)
            .SetTag("modelmine.attempt.number", grant.AttemptNumber).SetTag("modelmine.lease.epoch", grant.LeaseEpoch);
    }

    /// <summary>Begins the span of a part of the attempt.</summary>
    /// <param name="name">What is done.</param>
    /// <returns>Null when nobody collects.</returns>
    public static Activity? Stage(string name) => AgentTelemetry.Source.StartActivity(name);

    /// <summary>Says in the span of what runs here that it failed.</summary>
    /// <param name="why">Why.</param>
    public static void Failed(string why) => Activity.Current?.SetStatus(ActivityStatusCode.Error, why);

    /// <summary>What is known of every line that the agent logs about the attempt.</summary>
    /// <param name="grant">The attempt.</param>
    /// <param name="nodeId">This node.</param>
    public static Dictionary<string, object?> LogFields(AttemptGrant grant, string nodeId) => new()
    {
        ["JobId"] = grant.JobId, ["AttemptId"] = grant.AttemptId, ["NodeId"] = nodeId, ["LeaseEpoch"] = grant.LeaseEpoch,
    };
}
