using System.Diagnostics;

namespace ModelMine.Server.Shell.Telemetry;

/// <summary>
/// Ties what servers and agents do for a job to the trace of its submit. The job's row carries the submit's <c>traceparent</c>
/// (W3C Trace Context), so the trace goes on at whichever server the job is granted, and however long it waited.
/// </summary>
internal static class JobTrace
{
    public const string JobId = "modelmine.job.id";
    public const string AttemptId = "modelmine.attempt.id";
    public const string NodeId = "modelmine.node.id";

    /// <summary>The <c>traceparent</c> of what happens here; null when nothing is traced.</summary>
    public static string? Here => Activity.Current is { IdFormat: ActivityIdFormat.W3C } here ? here.Id : null;

    /// <summary>Begins a span of a job's trace, with a link to the request in which it happens.</summary>
    /// <param name="name">What happens.</param>
    /// <param name="parent">The <c>traceparent</c> that it follows from; the request's own trace goes on when there is none.</param>
    /// <param name="kind">Producer when an agent goes on with it.</param>
    /// <param name="began">When it began; now when left out.</param>
    /// <returns>Null when nobody collects it.</returns>
    public static Activity? Begin(string name, string? parent, ActivityKind kind = ActivityKind.Internal, DateTimeOffset began = default)
    {
        if (!ServerTelemetry.Source.HasListeners()) return null;
        var request = Activity.Current?.Context;
        if (!ActivityContext.TryParse(parent, null, isRemote: true, out var context)) return ServerTelemetry.Source.StartActivity(name, kind);
        return ServerTelemetry.Source.StartActivity(
            kind, context, links: request is { } link && link.TraceId != context.TraceId ? [new ActivityLink(link)] : null, startTime: began, name: name);
    }
}
