using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;

namespace ModelMine.Server.Jobs;

/// <summary>Reads what a job reported: events, curves and log, all from its event log.</summary>
/// <param name="databases">The database.</param>
public sealed class JobHistory(IDbContextFactory<ModelMineDb> databases)
{
    private const int LargestPage = 1000;

    /// <summary>Events after a number, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="afterSeq">0 for all.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, long afterSeq, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var payloads = await database.JobEvents.Where(e => e.JobId == jobId && e.Seq > afterSeq).OrderBy(e => e.Seq)
            .Take(Math.Clamp(limit, 1, LargestPage)).Select(e => e.Payload).ToListAsync(cancellation);
        return [.. payloads.Select(Parse)];
    }

    /// <summary>The job's curves. Where an attempt went back to a snapshot, its points take the place of the lost ones.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="maxPoints">Most points of each curve; beyond that the lowest and highest of each stretch are kept.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<MetricSeries>> MetricsAsync(string jobId, int maxPoints, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var curves = new Curves();
        await foreach (var payload in database.JobEvents.Where(e => e.JobId == jobId && e.HasMetrics).OrderBy(e => e.Seq)
            .Select(e => e.Payload).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            foreach (var series in Parse(payload).Metrics ?? []) curves.Add(series);
        }

        return curves.Downsampled(Math.Clamp(maxPoints, 10, 1_000_000));
    }

    /// <summary>Log lines after a number, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="afterLine">0 from the first.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<LogLine>> LogsAsync(string jobId, long afterLine, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        limit = Math.Clamp(limit, 1, LargestPage);
        var holdingNext = await database.JobEvents.Where(e => e.JobId == jobId && e.FirstLogLine > 0 && e.FirstLogLine <= afterLine + 1)
            .MaxAsync(e => (long?)e.FirstLogLine, cancellation) ?? 1;
        var lines = new List<LogLine>();
        await foreach (var payload in database.JobEvents.Where(e => e.JobId == jobId && e.FirstLogLine >= holdingNext).OrderBy(e => e.FirstLogLine)
            .Select(e => e.Payload).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            lines.AddRange((Parse(payload).Logs ?? []).Where(line => line.Line > afterLine));
            if (lines.Count >= limit) break;
        }

        return lines.Count > limit ? lines[..limit] : lines;
    }

    private static JobEvent Parse(string payload) => JsonSerializer.Deserialize<JobEvent>(payload, ModelMineJson.Options)!;
}
