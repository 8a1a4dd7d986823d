using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Tests.Server.Shell.Telemetry;

/// <summary>Where every claim and every commit passes, measuring must cost next to nothing.</summary>
public sealed class UnwatchedCostTests
{
    private const int Times = 10_000;

    [Fact]
    public void Counting_AllocatesNothing()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var (dispatch, writer) = (new DispatchMeter(meters), new WriterMeter(meters));

        Allocated(() =>
        {
            dispatch.Claimed(1);
            dispatch.Ended(AttemptStatus.Completed);
            dispatch.Lost(LeaseLoss.Silent);
            dispatch.Granted(10);
            writer.Ended(0, 8, "committed");
            writer.Told(0);
        }).ShouldBeLessThan(Times, "not even a byte each time");
    }

    [Fact]
    public void SpanThatNobodyCollects_AllocatesNothing() => Allocated(() =>
    {
        JobTrace.Begin("grant", null)?.Dispose();
        ServerTelemetry.Source.StartActivity("write")?.Dispose();
    }).ShouldBeLessThan(Times, "not even a byte each time");

    private static long Allocated(Action act)
    {
        for (var i = 0; i < Times; i++) act();
        var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var i = 0; i < Times; i++) act();
        var (allocated, took) = (GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(began));
        TestContext.Current.TestOutputHelper?.WriteLine($"{took.TotalNanoseconds / Times:0} ns");
        return allocated;
    }
}
