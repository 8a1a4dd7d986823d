using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ModelMine.Server.Shell.Telemetry;

/// <summary>Where this server's measurements and spans come from, by name, for whoever collects them.</summary>
public static class ServerTelemetry
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "ModelMine.Server";

    /// <summary>The spans. Costs next to nothing while nobody collects them.</summary>
    public static ActivitySource Source { get; } = new(Name, ProductVersion.Text);

    /// <summary>The meter of a server; there may be several servers in one process.</summary>
    /// <param name="meters">Makes meters.</param>
    internal static Meter ServerMeter(this IMeterFactory meters) => meters.Create(new MeterOptions(Name) { Version = ProductVersion.Text });

    /// <summary>A histogram of seconds.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it measures.</param>
    /// <param name="bounds">Upper ends of its buckets, seconds.</param>
    internal static Histogram<double> Seconds(this Meter meter, string name, string description, params double[] bounds) =>
        meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
