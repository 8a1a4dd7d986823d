using System.Diagnostics.Metrics;
using ModelMine.Server.Data;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Live;

/// <summary>Measures how far what is seen live is behind what happened.</summary>
internal sealed class LiveMeter
{
    private readonly Histogram<double> _lag;
    private readonly DatabaseLook _clock;

    public LiveMeter(IMeterFactory meters, Followers followers, DatabaseLook clock)
    {
        _clock = clock;
        var meter = meters.ServerMeter();
        _lag = meter.Seconds(
            "modelmine.live.lag", "Time from when a job's event was written until it was handed to somebody who follows it, both by the database's clock.",
            0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);
        meter.CreateObservableGauge("modelmine.live.followers", () => followers.Count, "{follower}", "Who follows a job, or all jobs of a user, through this server.");
    }

    /// <summary>An event is handed on.</summary>
    /// <param name="happened">When it was written, by the database's clock.</param>
    /// <param name="how"><c>told</c> by whoever wrote it, or <c>looked_up</c> in the store.</param>
    public void HandedOn(DateTimeOffset happened, string how) =>
        _lag.Record(Math.Max(0, (_clock.Now - happened).TotalSeconds), new KeyValuePair<string, object?>("path", how));
}
