using System.Diagnostics.Metrics;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Dispatch;

/// <summary>Counts what dispatch does: claims, grants, ends of attempts, lost leases, writes that came too late.</summary>
public sealed class DispatchMeter
{
    /// <summary>Made once: counting must not make texts.</summary>
    private static readonly string[] Words = [.. Enum.GetNames<AttemptStatus>().Select(name => name.ToLowerInvariant())];

    private readonly Histogram<double> _waits;
    private readonly Tally _claims;
    private readonly Tally _ended;
    private readonly Tally _lost;
    private readonly Tally _stale;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes meters.</param>
    public DispatchMeter(IMeterFactory meters)
    {
        var meter = meters.ServerMeter();
        _claims = new(meter, "modelmine.claims", "{claim}", "Claims answered: with work, or with none when their time was over.", "outcome", "granted", "empty");
        _waits = meter.Seconds(
            "modelmine.job.wait", "Time from when a job was ready until it was granted. Its count is that of the grants.",
            0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400);
        _ended = new(meter, "modelmine.attempts.ended", "{attempt}", "Attempts that ended, by how.", "outcome", Ends.Select(Word));
        _lost = new(meter, "modelmine.leases.lost", "{lease}", "Leases taken from nodes, by why.", "cause", LeaseLoss.All);
        _stale = new(meter, "modelmine.stale.writes", "{write}", "Writes refused because their lease was held no longer, by what they were.", "write", AttemptCalls.Writes);
    }

    private static IEnumerable<AttemptStatus> Ends => Enum.GetValues<AttemptStatus>().Where(status => status != AttemptStatus.Running);

    /// <summary>A claim was answered.</summary>
    /// <param name="grants">Attempts that it got.</param>
    public void Claimed(int grants) => _claims.Add(grants > 0 ? "granted" : "empty");

    /// <summary>An attempt was granted.</summary>
    /// <param name="waitedMs">How long its job had been ready, milliseconds by the database's clock.</param>
    public void Granted(long waitedMs) => _waits.Record(Math.Max(0, waitedMs) / 1000.0);

    /// <summary>An attempt ended.</summary>
    /// <param name="how">How.</param>
    public void Ended(AttemptStatus how) => _ended.Add(Word(how));

    /// <summary>A lease was taken from its node.</summary>
    /// <param name="why">One of <see cref="LeaseLoss"/>.</param>
    public void Lost(string why) => _lost.Add(why);

    /// <summary>A write came after its lease was gone.</summary>
    /// <param name="write">One of <see cref="AttemptCalls.Writes"/>.</param>
    public void Stale(string write) => _stale.Add(write);

    private static string Word(AttemptStatus how) => Words[(int)how];
}
