using System.Diagnostics.Metrics;

namespace ModelMine.Tests.Server.Shell.Telemetry;

/// <summary>Reads counters of one server; others in this process have some with the same names.</summary>
internal static class Measured
{
    /// <summary>Sum of a counter.</summary>
    /// <param name="meters">The server's.</param>
    /// <param name="counter">Its name.</param>
    /// <param name="label">Only with this value of its label.</param>
    public static long Count(IMeterFactory meters, string counter, string? label = null)
    {
        var (sum, found) = (0L, false);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name == counter) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, labels, _) =>
        {
            if (label is not null && !labels.ToArray().Any(tag => tag.Value as string == label)) return;
            (sum, found) = (sum + value, true);
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return found ? sum : throw new InvalidOperationException($"Nobody counts {counter} {label}.");
    }
}
