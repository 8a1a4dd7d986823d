using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;
using ModelMine.Tests.Servers;

namespace ModelMine.SystemTests.Faults;

/// <summary>PostgreSQL crashes under a server and an agent that trains, and comes back.</summary>
public sealed class DatabaseOutageTests
{
    /// <summary>Longer than a lease: the second outage must not cost an attempt either.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(14);

    private const int LeaseSeconds = 12;

    [Fact]
    public async Task PostgresCrashesTwiceForLongerThanALease_TheTrainerRestsAndGoesOn_AndTheJobSettlesOnce()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var database = postgres.ConnectionString(await postgres.CreateDatabaseAsync());
        await using var network = await RealNetwork.StartAsync(new Dictionary<string, string>
        {
            ["ModelMine__Storage"] = "postgres", ["ModelMine__Postgres"] = database, ["ModelMine__LeaseSeconds"] = $"{LeaseSeconds}",
        });
        var epochs = await EpochsOfAsync(network, 3 * Away);
        var job = await RealJob.RunAsync(network, Config(epochs), JobEventType.Report);

        for (var crash = 0; crash < 2; crash++)
        {
            await postgres.StopImmediatelyAsync();
            await Task.Delay(Away, TimeProvider.System, TestContext.Current.CancellationToken);
            await postgres.StartAgainAsync();
            await network.Agent.LineAsync("goes on after");
        }

        var completed = await RealJob.CompletionAsync(network, job.Id);
        completed.Attempts.ShouldHaveSingleItem().Status.ShouldBe(AttemptStatus.Completed, network.Logs());
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 2);
        var steps = (await network.User.MetricsAsync(job.Id, 10_000_000)).Single(series => series.Name == "train/loss").Steps;
        steps.Count.ShouldBe((int)completed.Result!.Steps, "every step's loss arrived");
        // On a machine that was busier at the measuring than now, the training ends before the second outage holds it.
        Count(network.Agent.Output, "goes on after").ShouldBeInRange(1, 2, network.Logs());
        network.Server.Output.ShouldContain("The database answers again.");
        network.Server.Output.ShouldNotContain("   at ", customMessage: "an outage is told in a line, not in a stack trace");
    }

    private static int Count(string output, string words) => output.Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal));

    private static async Task<int> EpochsOfAsync(RealNetwork network, TimeSpan busy)
    {
        var one = await RealJob.RunAsync(network, Config(epochs: 1), JobEventType.Completed);
        return (int)Math.Ceiling(busy.TotalSeconds / one.Result!.Seconds);
    }

    private static string Config(int epochs) =>
        $$"""{"modelType":"mlp","dataset":"mnist","epochs":{{epochs}},"batchSize":64,"learningRate":0.001,"seed":7}""";
}
