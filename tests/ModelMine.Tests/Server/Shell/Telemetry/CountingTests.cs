using System.Diagnostics.Metrics;
using ModelMine.Core.Contracts;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Tests.Server.Nodes;

namespace ModelMine.Tests.Server.Shell.Telemetry;

/// <summary>Each figure counts what its name says, and nothing twice.</summary>
public sealed class CountingTests
{
    [Fact]
    public async Task LostLeases_AreCountedByWhy()
    {
        await using var world = await World.CreateAsync();
        var (user, node) = (await world.UserAsync(), await world.NodeAsync(slots: 3));
        for (var i = 0; i < 3; i++) await world.SubmitAsync(user);
        await world.ClaimAsync(node);
        (await world.PassAsync(TimeSpan.FromSeconds(91))).ShouldBe(1);
        await world.Get<LostAttemptSweep>().SweepAsync(CancellationToken.None);
        Count(world, "modelmine.leases.lost", "silent").ShouldBe(1);

        await world.ClaimAsync(node);
        await world.Get<ILeaseRenewal>().RenewAsync(node, "another session", [], draining: false, CancellationToken.None);
        Count(world, "modelmine.leases.lost", "restarted").ShouldBe(1);

        var canceled = (await world.ClaimAsync(node))!;
        await world.Get<CancelJob>().ExecuteAsync(user, canceled.JobId, CancellationToken.None);
        await world.Get<CancelJob>().ExecuteAsync(user, canceled.JobId, CancellationToken.None);
        Count(world, "modelmine.leases.lost", "canceled").ShouldBe(1);
        Count(world, "modelmine.jobs.finished", "canceled").ShouldBe(1);
        Count(world, "modelmine.attempts.ended", "lost").ShouldBe(2);
        Count(world, "modelmine.attempts.ended", "canceled").ShouldBe(1);
        Count(world, "modelmine.jobs.submitted", "mlp").ShouldBe(3);
    }

    [Fact]
    public async Task CompletionThatIsSentTwice_IsCountedOnce()
    {
        await using var world = await World.CreateAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        await world.CompleteAsync(node, grant);
        await world.CompleteAsync(node, grant);

        Count(world, "modelmine.jobs.finished", "completed").ShouldBe(1);
        Count(world, "modelmine.attempts.ended").ShouldBe(1);
    }

    [Fact]
    public async Task LateWrite_IsCountedByWhatItIs()
    {
        await using var app = await TestApp.StartAsync();
        var user = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(user);
        await node.Api.HeartbeatAsync(SomeNode.Heartbeat(slots: 2), CancellationToken.None);
        await user.Api.SubmitAsync(new SubmitJobRequest { Title = "A job", Config = System.Text.Json.JsonElement.Parse(World.AnyConfig) });
        var grant = (await node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 5), CancellationToken.None)).Grants.ShouldHaveSingleItem();

        await Should.ThrowAsync<Exception>(node.Api.ReportAsync(grant.AttemptId, Results.Report(grant, 1, 0.5) with { LeaseEpoch = 99 }, CancellationToken.None));

        var meters = app.Get<IMeterFactory>();
        Measured.Count(meters, "modelmine.stale.writes", "report").ShouldBe(1);
        Measured.Count(meters, "modelmine.stale.writes").ShouldBe(1);
    }

    private static long Count(World world, string counter, string? label = null) => Measured.Count(world.Get<IMeterFactory>(), counter, label);
}
