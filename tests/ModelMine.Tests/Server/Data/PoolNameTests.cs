using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModelMine.Server.Data;

namespace ModelMine.Tests.Server.Data;

public sealed class PoolNameTests
{
    [Fact]
    public async Task WhatIsMeasuredOfThePool_NamesNeitherHostNorUser()
    {
        var tags = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "Npgsql") listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, _, measured, _) => Keep(measured));
        listener.SetMeasurementEventCallback<long>((_, _, measured, _) => Keep(measured));
        listener.Start();

        await using var connections = PostgresConnections.Open("Host=db.hidden.example;Database=modelmine;Username=alice;Password=s3cret");
        listener.RecordObservableInstruments();

        tags.ShouldContain("modelmine", "the pool is measured");
        tags.ShouldAllBe(tag => !tag.Contains("hidden") && !tag.Contains("alice") && !tag.Contains("s3cret"));

        void Keep(ReadOnlySpan<KeyValuePair<string, object?>> measured)
        {
            foreach (var tag in measured) tags.Add($"{tag.Value}");
        }
    }
}
