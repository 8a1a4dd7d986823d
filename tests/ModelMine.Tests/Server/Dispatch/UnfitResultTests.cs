using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

/// <summary>A result that cannot go into the ledger is the node's fault, said as such, and settles nothing.</summary>
public sealed class UnfitResultTests
{
    [Fact]
    public async Task Complete_DigestNotInItsForm_IsRefusedAndTheJobRunsOn()
    {
        await using var world = await World.CreateAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        var fit = Results.Of(grant);
        var report = new CompletionReport(
            grant.LeaseEpoch,
            fit with { DatasetDigest = "unknown" },
            world.NodeKeys[node].Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, node, grant.LeaseEpoch, fit)));

        var refused = await Should.ThrowAsync<RefusedException>(() =>
            world.Get<CompleteAttempt>().ExecuteAsync(node, grant.AttemptId, report, CancellationToken.None));

        (refused.Problem.Status, refused.Problem.Code).ShouldBe((422, "unfit_result"));
        refused.Problem.Title.ShouldContain("datasetDigest must be 64 lower-case hex digits");
        (await world.JobAsync(grant.JobId)).Status.ShouldBe(JobStatus.Running);
    }

    [Fact]
    public async Task Complete_FewerStepsThanTheSnapshotItWentOnFrom_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var (first, second) = (await world.NodeAsync(), await world.NodeAsync());
        await world.SubmitAsync(await world.UserAsync());
        var lost = (await world.ClaimAsync(first))!;
        var snapshot = new SnapshotRef(Results.Digest("snapshot"), 7, Step: 101, TrainingEpoch: 3);
        await world.StoreBlobAsync(snapshot.Digest, snapshot.Size);
        await world.Get<TakeSnapshot>().ExecuteAsync(first, lost.AttemptId, new SnapshotReport(lost.LeaseEpoch, snapshot), CancellationToken.None);
        await world.Get<GiveBackAttempt>().ReleaseAsync(first, lost.AttemptId, new ReleaseReport(lost.LeaseEpoch), CancellationToken.None);
        var next = (await world.ClaimAsync(second))!;

        var refused = await Should.ThrowAsync<RefusedException>(() => world.CompleteAsync(second, next));

        refused.Problem.Title.ShouldBe("The result has 100 steps, but went on from step 101.");
        (await world.JobAsync(next.JobId)).Status.ShouldBe(JobStatus.Running);
    }

    /// <summary>A time limit may end a training within its first epoch: that is a result, if a short one.</summary>
    [Fact]
    public async Task Complete_WithoutAWholeEpoch_IsFit()
    {
        await using var world = await World.CreateAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        var result = Results.Of(grant) with { Epochs = 0 };
        await world.StoreBlobAsync(result.WeightsDigest, result.WeightsBytes);
        var signature = world.NodeKeys[node].Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, node, grant.LeaseEpoch, result));

        await world.Get<CompleteAttempt>().ExecuteAsync(node, grant.AttemptId, new(grant.LeaseEpoch, result, signature), CancellationToken.None);

        (await world.JobAsync(grant.JobId)).Status.ShouldBe(JobStatus.Completed);
    }
}
