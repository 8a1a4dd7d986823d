using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Nodes;

namespace ModelMine.Tests.Server.Nodes;

public sealed class IdleHeartbeatTests(SiloWorld world) : IClassFixture<SiloWorld>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Network_NodeThatWasLookedUpAndHoldsNothing_NeedsNoMoreLooks_UntilItIsGrantedSomething()
    {
        var node = await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat());
        (await HearAsync(node)).HoldsNothing.ShouldBeTrue();
        await Network.GrantedAsync(node);
        (await HearAsync(node)).HoldsNothing.ShouldBeFalse();
    }

    [Fact]
    public async Task Network_GrantDuringTheLook_IsNotForgotten()
    {
        var node = await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat());
        var before = await HearAsync(node);
        await Network.GrantedAsync(node);
        await Network.HoldsNothingAsync(node, before.Grants);
        (await HearAsync(node)).HoldsNothing.ShouldBeFalse();
    }

    [Fact]
    public async Task RestartedAgent_OfANodeThatIsKnownToHoldNothing_IsLookedUpAllTheSame()
    {
        var node = await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat());
        (await HearAsync(node)).HoldsNothing.ShouldBeTrue();
        var job = await RunningOnAsync(node, session: "session");

        await HeartbeatAsync(node, SomeNode.Heartbeat() with { SessionId = "next session" });

        (await world.Get<ILeaseRenewal>().HoldsAnythingAsync(node, Stop)).ShouldBeFalse();
        await using var database = await world.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync(Stop);
        (await database.Jobs.SingleAsync(stored => stored.Id == job, Stop)).Status.ShouldBe(JobStatus.Pending);
    }

    [Fact]
    public async Task Facts_TheNetworkForgot_AreSentAgain()
    {
        var node = await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat(version: "0.3.0"));
        world.Time.Advance(TimeSpan.FromHours(2));
        await Network.OnlineAsync();
        await HeartbeatAsync(node, SomeNode.Heartbeat(version: "0.3.0"));
        (await world.Get<INodePresence>().OnlineAsync()).Single(present => present.NodeId == node).Facts.AgentVersion.ShouldBe("0.3.0");
    }

    private INetworkGrain Network => world.Get<IGrainFactory>().GetGrain<INetworkGrain>(0);

    private Task HeartbeatAsync(string node, HeartbeatRequest heartbeat) => world.Get<TakeHeartbeat>().ExecuteAsync(node, heartbeat, Stop);

    /// <summary>What the network answers to the same heartbeat again.</summary>
    private async Task<HeardAnswer> HearAsync(string node)
    {
        var newest = (await Network.OnlineAsync()).Single(online => online.Heartbeat.NodeId == node).Heartbeat;
        return await Network.HearAsync(newest);
    }

    private async Task<string> RunningOnAsync(string node, string session)
    {
        var job = await world.JobAsync();
        await world.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"""
            INSERT INTO attempts (id, job_id, number, node_id, session_id, lease_epoch, status, started_at, resumed_from_step)
            VALUES ({Id.New("att")}, {job}, 1, {node}, {session}, 0, 'RUNNING', now_ms(), 0)
            """), Stop);
        return job;
    }
}
