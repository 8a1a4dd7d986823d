using System.Collections.Concurrent;
using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs;

namespace ModelMine.Tests.Server;

/// <summary>Keeps every event that was published after its commit.</summary>
internal sealed class RecordedEvents : IJobEventSink
{
    private readonly ConcurrentQueue<JobEvent> _events = new();

    public IReadOnlyList<JobEvent> Of(string jobId) => [.. _events.Where(e => e.JobId == jobId)];

    public void Publish(string userId, JobEvent jobEvent) => _events.Enqueue(jobEvent);
}
