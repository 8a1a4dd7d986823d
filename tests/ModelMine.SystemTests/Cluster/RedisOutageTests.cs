using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Servers;

namespace ModelMine.SystemTests.Cluster;

/// <summary>Redis goes away, comes back, and forgets: the database is the truth, so nothing of it matters for long.</summary>
public sealed class RedisOutageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedisStoppedStartedAndFlushed_JobsGoOn_AndTheClusterIsOneAgain()
    {
        await using var cluster = await RealCluster.StartAsync();
        var node = await SimulatedNode.EnrolAsync(cluster, "a node");
        using var end = new CancellationTokenSource();
        var heartbeats = node.HeartbeatsAsync(end.Token);
        await CompleteOneAsync(cluster, node);

        await cluster.Redis.StopAsync();
        for (var job = 0; job < 3; job++) await CompleteOneAsync(cluster, node);
        await cluster.Servers[0].LineAsync("Redis does not answer");

        await cluster.Redis.StartAgainAsync();
        await cluster.Servers[0].LineAsync("Redis answers again");
        await CompleteOneAsync(cluster, node);

        // Both servers have had time to copy the table; then it is gone.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Stop);
        await ShellCommand.RunAsync(null, "redis-cli", "-p", cluster.Redis.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "FLUSHALL");
        await Task.WhenAny(cluster.Servers.Select(server => server.LineAsync("it was put back as it stood"))).Unwrap();
        await CompleteOneAsync(cluster, node);

        // That the table is whole shows when a server dies: the other must notice, and claims go on.
        await cluster.Servers[0].KillAsync();
        await CompleteOneAsync(cluster, node);
        await cluster.StartServerAsync(0);
        await CompleteOneAsync(cluster, node);

        await end.CancelAsync();
        await heartbeats;
        (await cluster.CountAsync("SELECT COUNT(*) FROM ledger_blocks")).ShouldBe(8);
        (await cluster.CountAsync("SELECT COUNT(*) FROM attempts WHERE status <> 'COMPLETED' AND status <> 'RELEASED'")).ShouldBe(0, cluster.Logs());
    }

    /// <summary>Submits a job, has it trained, and follows it to its end: each event once, in order.</summary>
    private static async Task CompleteOneAsync(RealCluster cluster, SimulatedNode node)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var request = new SubmitJobRequest { Title = "Whatever Redis does", TokenStake = 1, Config = JsonElement.Parse("""{"modelType":"mlp","epochs":1}""") };
        var key = Guid.NewGuid().ToString("N");
        var job = await Patient.CallAsync(() => cluster.User.SubmitAsync(request, key, patience.Token), patience.Token);
        var training = Task.Run(async () => await node.CompleteAsync(await node.ClaimAsync(patience.Token), 3, patience.Token), patience.Token);
        var last = 0L;
        await foreach (var happened in cluster.User.FollowAsync(job.Id, cancellationToken: patience.Token)) happened.Seq.ShouldBe(++last);
        await training;
    }
}
