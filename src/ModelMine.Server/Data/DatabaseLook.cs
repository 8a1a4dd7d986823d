using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Data;

/// <summary>Looks whether the database answers, and how far its clock is from this machine's.</summary>
internal sealed class DatabaseLook : PeriodicLook
{
    private readonly IDbContextFactory<ModelMineDb> _databases;
    private readonly TimeProvider _time;
    private TimeSpan? _offset;

    public DatabaseLook(IDbContextFactory<ModelMineDb> databases, TimeProvider time, IMeterFactory meters) : base(time)
    {
        (_databases, _time) = (databases, time);
        var meter = meters.ServerMeter();
        meter.CreateObservableGauge("modelmine.database.up", () => _offset is null ? 0 : 1, description: "1 while the database answers, else 0.");
        meter.CreateObservableGauge(
            "modelmine.database.clock.offset", () => _offset is { } offset ? [new Measurement<double>(offset.TotalSeconds)] : Array.Empty<Measurement<double>>(), "s",
            "How far the database's clock is ahead of this server's. Leases go by the database's alone.");
    }

    /// <summary>The time by the database's clock, as far as it is known.</summary>
    public DateTimeOffset Now => _time.GetUtcNow() + (_offset ?? TimeSpan.Zero);

    protected override async Task LookAsync(CancellationToken cancellation)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellation);
        await database.Database.OpenConnectionAsync(cancellation);
        var sentAt = Stopwatch.GetTimestamp();
        var theirs = (await database.Database.SqlQuery<long>($"SELECT now_ms() AS \"Value\"").ToListAsync(cancellation))[0];
        // The answer was made about halfway between the question and its arrival.
        _offset = DateTimeOffset.FromUnixTimeMilliseconds(theirs) + Stopwatch.GetElapsedTime(sentAt) / 2 - _time.GetUtcNow();
    }

    protected override void Forget() => _offset = null;
}
