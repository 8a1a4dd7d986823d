using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using ModelMine.Core.Contracts;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;

namespace ModelMine.Tests.Server.Blobs;

public sealed class UnreferencedBlobSweepTests
{
    [Fact]
    public async Task Sweep_RemovesWhatNoJobNeedsAndKeepsSnapshotsWeightsAndTheYoung()
    {
        await using var world = await World.CreateAsync();
        var node = await world.NodeAsync(slots: 2);
        var user = await world.UserAsync();
        await world.SubmitAsync(user);
        await world.SubmitAsync(user);
        var finished = (await world.ClaimAsync(node))!;
        var running = (await world.ClaimAsync(node))!;
        var stale = await SnapshotAsync(world, node, running, step: 1);
        var current = await SnapshotAsync(world, node, running, step: 2);
        await world.CompleteAsync(node, finished);
        var weights = Results.Of(finished).WeightsDigest;
        world.Time.Advance(TimeSpan.FromHours(2));
        var young = Results.Digest("young");
        await world.StoreBlobAsync(young, 1);

        using var sweep = new UnreferencedBlobSweep(
            world.Get<IBlobPlace>(), world.Get<GroupCommit>(), world.Time, NullLogger<UnreferencedBlobSweep>.Instance);
        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(1);

        var left = await world.ReadAsync(database => database.Blobs.Select(b => b.Digest).ToListAsync());
        left.ShouldBe([current, weights, young], ignoreOrder: true);
        left.ShouldNotContain(stale);
    }

    private static async Task<string> SnapshotAsync(World world, string node, AttemptGrant grant, long step)
    {
        var snapshot = new SnapshotRef(Results.Digest($"snapshot {step}"), 5, step, 1);
        await world.StoreBlobAsync(snapshot.Digest, snapshot.Size);
        await world.Get<TakeSnapshot>().ExecuteAsync(node, grant.AttemptId, new SnapshotReport(grant.LeaseEpoch, snapshot), CancellationToken.None);
        return snapshot.Digest;
    }
}
