
namespace ModelMine.SystemTests.Cluster;

/// <summary>A server is killed, and the others go on. The long form, with 24 kills, is lab/failover.</summary>
public sealed class FailoverTests
{
    [Fact]
    public async Task ServerKilled_ClaimsAndLiveUpdatesWorkAgainWithinSeconds()
    {
        await using var cluster = await RealCluster.StartAsync(servers: 3);
        await using var failover = await Failover.PrepareAsync(cluster);
        await using var offers = await TryOffers.BeginAsync(cluster);

        var recoveries = new List<Recovery>();
        for (var victim = 0; victim < 3; victim++) recoveries.Add(await failover.KillAsync(victim));

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', recoveries));

        // On a machine that does much else; the lab says what is usual.
        recoveries.ShouldAllBe(recovery => recovery.Claim < TimeSpan.FromSeconds(6) && recovery.Live < TimeSpan.FromSeconds(6), cluster.Logs());
        // Those at other servers than the one where offers meet hear of its death: as of something that passes.
        offers.Refusals.ShouldNotBeEmpty(cluster.Logs());
        offers.Refusals.ShouldAllBe(refusal => refusal.Status == 503 && refusal.Code == "server_gone", cluster.Logs());
        (await cluster.CountAsync("SELECT COUNT(*) FROM jobs WHERE status = 'COMPLETED'")).ShouldBe(6);
        (await cluster.User.VerifyLedgerAsync()).ShouldSatisfyAllConditions(verified => verified.Valid.ShouldBeTrue(), verified => verified.Blocks.ShouldBe(6));
    }
}
