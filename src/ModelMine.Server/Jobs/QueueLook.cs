using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Jobs;

/// <summary>Looks how many jobs wait and run, in the whole network: each server says the same.</summary>
internal sealed class QueueLook : PeriodicLook
{
    private readonly IDbContextFactory<ModelMineDb> _databases;
    private Seen? _seen;

    public QueueLook(IDbContextFactory<ModelMineDb> databases, TimeProvider time, IMeterFactory meters) : base(time)
    {
        _databases = databases;
        var meter = meters.ServerMeter();
        meter.CreateObservableGauge("modelmine.queue.jobs", Jobs, "{job}", "Jobs that are not terminal: ready for a node, paused after a failure, or running.");
        meter.CreateObservableGauge(
            "modelmine.queue.oldest.wait", () => _seen is { } seen ? [new Measurement<double>(seen.OldestMs / 1000.0)] : Array.Empty<Measurement<double>>(), "s",
            "How long the job has waited that has been ready for longest; 0 when none is.");
    }

    protected override async Task LookAsync(CancellationToken cancellation)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellation);
        _seen = (await database.Database.SqlQuery<Seen>($"""
            SELECT
                (SELECT COUNT(*) FROM jobs WHERE status = 'PENDING' AND not_before <= now_ms()) AS "Ready",
                (SELECT COUNT(*) FROM jobs WHERE status = 'PENDING' AND not_before > now_ms()) AS "Paused",
                (SELECT COUNT(*) FROM jobs WHERE status = 'RUNNING') AS "Running",
                COALESCE((SELECT now_ms() - MIN(not_before) FROM jobs WHERE status = 'PENDING' AND not_before <= now_ms()), 0) AS "OldestMs"
            """).ToListAsync(cancellation))[0];
    }

    protected override void Forget() => _seen = null;

    private Measurement<long>[] Jobs() => _seen is not { } seen ? [] :
    [
        new(seen.Ready, new KeyValuePair<string, object?>("state", "ready")),
        new(seen.Paused, new KeyValuePair<string, object?>("state", "paused")),
        new(seen.Running, new KeyValuePair<string, object?>("state", "running")),
    ];

    private sealed record Seen(long Ready, long Paused, long Running, long OldestMs);
}
