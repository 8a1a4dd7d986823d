using System.Diagnostics;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Cluster;

/// <summary>All servers end at once: nobody is left to strike them from the table of servers.</summary>
public sealed class PowerCutTests
{
    /// <summary>As said in docs/operations.md.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(35);

    [Fact]
    public async Task AllServersKilledAtOnce_ThoseThatStartServeWithinHalfAMinute_ThoughTheirClocksAreTenSecondsApart()
    {
        await using var cluster = await RealCluster.StartAsync(servers: 2, server => FakeTime.Environment(server == 0 ? "+5s" : "-5s"));
        var before = (await cluster.User.MeAsync()).UserId;

        await Task.WhenAll(cluster.Servers.Select(server => server.KillAsync()));
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(cluster.StartServerAsync(0), cluster.StartServerAsync(1));
        var took = Stopwatch.GetElapsedTime(since);

        TestContext.Current.TestOutputHelper?.WriteLine($"Both serve after {took.TotalSeconds:0.0} s.");
        took.ShouldBeLessThan(Soon, cluster.Logs());
        (await cluster.User.MeAsync()).UserId.ShouldBe(before);
        await WorkTogetherAsync(cluster);
    }

    /// <summary>What a node reports at one server is seen at once by who follows at the other.</summary>
    private static async Task WorkTogetherAsync(RealCluster cluster)
    {
        await using var failover = await Failover.PrepareAsync(cluster);
        (await failover.KillAsync(1)).Live.ShouldBeLessThan(TimeSpan.FromSeconds(6), cluster.Logs());
    }
}
