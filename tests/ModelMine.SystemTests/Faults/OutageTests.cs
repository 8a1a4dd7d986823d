using System.Diagnostics;
using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>The server is away for the same part of a lease as a minute is of the usual 90 seconds, and a trainer works on.</summary>
public sealed class OutageTests
{
    private const int LeaseSeconds = 30;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ServerAwayForTwoThirdsOfALease_NoPointAndNoLineIsLost_AndTheJobSettlesOnce()
    {
        await using var network = await RealNetwork.StartAsync(new() { ["ModelMine__LeaseSeconds"] = $"{LeaseSeconds}" });
        var epochs = await EpochsOfAsync(network, Away + TimeSpan.FromSeconds(5));
        var job = await RealJob.RunAsync(network, Config(epochs), JobEventType.Snapshot);
        var before = (await network.User.JobAsync(job.Id)).Progress!.Step;

        await network.Server.KillAsync();
        var since = Stopwatch.GetTimestamp();
        await Task.Delay(Away, TimeProvider.System, TestContext.Current.CancellationToken);
        await network.StartServerAsync();
        Stopwatch.GetElapsedTime(since).ShouldBeGreaterThan(Away);

        var completed = await RealJob.CompletionAsync(network, job.Id);
        completed.Attempts.ShouldHaveSingleItem().Status.ShouldBe(AttemptStatus.Completed, network.Logs());
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 2);

        var steps = (await network.User.MetricsAsync(job.Id, 10_000_000)).Single(series => series.Name == "train/loss").Steps;
        steps.ShouldBe(Steps(1, completed.Result!.Steps), "every step's loss arrived once, in order");
        completed.Result.Steps.ShouldBeGreaterThan(2 * before, "most of the job was trained while the server was away");
        var log = await network.User.LogsAsync(job.Id, limit: 1000);
        log.Select(line => line.Line).ShouldBe(Steps(1, log.Count), "no line of the log is missing");
        log.Select(line => line.Message.Split(':')[0]).Where(text => text.StartsWith("Epoch ", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(1, epochs).Select(epoch => $"Epoch {epoch} of {epochs}"));
    }

    /// <summary>How many epochs keep a trainer of this machine busy for so long, as one epoch showed; some, should the machine be busy itself.</summary>
    private static async Task<int> EpochsOfAsync(RealNetwork network, TimeSpan busy)
    {
        var one = await RealJob.RunAsync(network, Config(epochs: 1), JobEventType.Completed);
        return Math.Max(6, (int)Math.Ceiling(busy.TotalSeconds / one.Result!.Seconds));
    }

    /// <summary>Of small batches, so that as many points come together as in a minute of usual ones.</summary>
    private static string Config(int epochs) =>
        $$"""{"modelType":"mlp","dataset":"mnist","epochs":{{epochs}},"batchSize":32,"learningRate":0.001,"seed":7}""";

    private static IEnumerable<long> Steps(long first, long last)
    {
        for (var step = first; step <= last; step++) yield return step;
    }
}
