using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Tests.Server.Shell.Telemetry;

namespace ModelMine.Tests.Server.Nodes;

public sealed class HeartbeatTests(SiloWorld world) : IClassFixture<SiloWorld>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_HeardThenSilentForMoreThanThreeIntervals_OnlineThenOffline()
    {
        var node = await SomeNode.EnrolAsync(world);
        (await ViewAsync(node)).Status.ShouldBe(NodeStatus.Offline);
        await HeartbeatAsync(node, SomeNode.Heartbeat(cpu: 0.25));
        var heard = await ViewAsync(node);
        heard.Status.ShouldBe(NodeStatus.Online);
        heard.Metrics!.Cpu.ShouldBe(0.25);
        heard.LastSeenAt.ShouldBe(world.Time.GetUtcNow());
        world.Time.Advance(TimeSpan.FromSeconds(15));
        (await ViewAsync(node)).Status.ShouldBe(NodeStatus.Online);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var silent = await ViewAsync(node);
        silent.Status.ShouldBe(NodeStatus.Offline);
        silent.LastSeenAt.ShouldBe(heard.LastSeenAt);
        (await world.Get<INodePresence>().OnlineAsync()).ShouldNotContain(present => present.NodeId == node);
    }

    [Fact]
    public async Task NodeThatFallsSilent_IsCountedOnce_UnlessItSaidThatItWould()
    {
        var (lost, gone) = (await SomeNode.EnrolAsync(world), await SomeNode.EnrolAsync(world));
        await HeartbeatAsync(lost, SomeNode.Heartbeat());
        await HeartbeatAsync(gone, SomeNode.Heartbeat(draining: true));
        await world.Get<INodePresence>().OnlineAsync();
        var before = LostNodes();
        world.Time.Advance(TimeSpan.FromSeconds(16));
        await world.Get<INodePresence>().OnlineAsync();
        await world.Get<INodePresence>().OnlineAsync();
        var others = LostNodes() - before - 1;
        others.ShouldBeGreaterThanOrEqualTo(0, "nodes of other tests of this class fall silent by the same clock");

        await HeartbeatAsync(lost, SomeNode.Heartbeat());
        world.Time.Advance(TimeSpan.FromSeconds(16));
        await world.Get<INodePresence>().OnlineAsync();

        LostNodes().ShouldBe(before + others + 2, "it came back, and fell silent again");
    }

    [Fact]
    public async Task Status_Draining_IsMaintenanceAndTakesNoWork()
    {
        var node = await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat(draining: true));
        (await ViewAsync(node)).Status.ShouldBe(NodeStatus.Maintenance);
        (await world.Get<INodePresence>().OnlineAsync()).Single(present => present.NodeId == node).TakesWork.ShouldBeFalse();
    }

    [Fact]
    public async Task Row_HeartbeatsWithNothingNew_IsWrittenOnceAMinute()
    {
        var node = await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat());
        var first = await StoredAsync(node);
        first.LastSeenAt.ShouldBe(world.Time.GetUtcNow());
        first.SessionId.ShouldBe("session");
        for (var i = 0; i < 11; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(5));
            await HeartbeatAsync(node, SomeNode.Heartbeat(cpu: i / 20.0));
            (await StoredAsync(node)).LastSeenAt.ShouldBe(first.LastSeenAt);
        }

        world.Time.Advance(TimeSpan.FromSeconds(5));
        await HeartbeatAsync(node, SomeNode.Heartbeat());
        (await StoredAsync(node)).LastSeenAt.ShouldBe(world.Time.GetUtcNow());
    }

    [Fact]
    public async Task Row_FactsChanged_IsWrittenAtOnce()
    {
        var node = await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat());
        await HeartbeatAsync(node, SomeNode.Heartbeat(slots: 3, version: "0.2.0"));
        (await StoredAsync(node)).Slots.ShouldBe(3);
        (await ViewAsync(node)).Facts.AgentVersion.ShouldBe("0.2.0");
    }

    [Fact]
    public async Task History_ManyHeartbeats_KeepsFiveMinutes()
    {
        var node = await SomeNode.EnrolAsync(world);
        for (var i = 0; i < 65; i++) await HeartbeatAsync(node, SomeNode.Heartbeat(cpu: i / 100.0));
        var history = await world.Get<NodeQueries>().HistoryAsync(node);
        history.Count.ShouldBe(60);
        history[0].Cpu.ShouldBe(0.05);
        history[^1].ShouldBe(new NodePulse(world.Time.GetUtcNow(), 0.64, 0.25));
    }

    [Fact]
    public async Task Heartbeat_WithoutFacts_IsRefused()
    {
        var node = await SomeNode.EnrolAsync(world);
        var refusal = await Should.ThrowAsync<RefusedException>(HeartbeatAsync(node, SomeNode.Heartbeat() with { Facts = null! }));
        refusal.Problem.Errors!.ShouldHaveSingleItem().Path.ShouldBe("$.facts");
    }

    [Fact]
    public async Task Network_NodesAndJobs_AddsUp()
    {
        var before = await world.Get<NetworkQueries>().GetAsync(Stop);
        var node = await SomeNode.EnrolAsync(world);
        await SomeNode.EnrolAsync(world);
        await HeartbeatAsync(node, SomeNode.Heartbeat(slots: 2));
        var (done, alsoDone, running) = (await world.JobAsync(), await world.JobAsync(), await world.JobAsync());
        await world.Get<GroupCommit>().WriteAsync(async scope =>
            await scope.ExecuteAsync($"UPDATE jobs SET status = 'COMPLETED', accuracy = 0.5 WHERE id = {done}")
            + await scope.ExecuteAsync($"UPDATE jobs SET status = 'COMPLETED', accuracy = 1.0 WHERE id = {alsoDone}")
            + await scope.ExecuteAsync($"UPDATE jobs SET node_id = {node} WHERE id = {running}")
            + await scope.ExecuteAsync($"UPDATE wallets SET balance = 80 WHERE id = {"node:" + node}"), Stop);
        var after = await world.Get<NetworkQueries>().GetAsync(Stop);
        (after.TotalNodes - before.TotalNodes).ShouldBe(2);
        (after.Slots - before.Slots).ShouldBe(2);
        (after.BusySlots - before.BusySlots).ShouldBe(1);
        (after.TokensEarned - before.TokensEarned).ShouldBe(80);
        (after.CompletedJobs - before.CompletedJobs).ShouldBe(2);
        (after.AccuracyJobs - before.AccuracyJobs).ShouldBe(2);
        after.AverageAccuracy.ShouldNotBeNull().ShouldBe(0.75);
    }

    private long LostNodes() => Measured.Count(world.Get<IMeterFactory>(), "modelmine.nodes.lost");

    private Task<HeartbeatResponse> HeartbeatAsync(string node, HeartbeatRequest heartbeat) =>
        world.Get<TakeHeartbeat>().ExecuteAsync(node, heartbeat, Stop);

    private async Task<NodeView> ViewAsync(string node) => (await world.Get<NodeQueries>().ListAsync(userId: null, Stop)).Single(view => view.Id == node);

    private async Task<Node> StoredAsync(string node)
    {
        await using var database = await world.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync(Stop);
        return await database.Nodes.AsNoTracking().SingleAsync(n => n.Id == node, Stop);
    }
}
