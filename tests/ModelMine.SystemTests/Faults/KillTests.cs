using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>Processes are killed without warning in the middle of a job; the job completes all the same, once.</summary>
public sealed class KillTests
{
    /// <summary>Small, but with several epochs and thus several snapshots; what it ends with is known from an undisturbed run.</summary>
    private const string Config = """{"modelType":"mlp","dataset":"mnist","epochs":6,"batchSize":64,"learningRate":0.001,"seed":7}""";

    [Fact]
    public async Task TrainerKilled_JobGoesOnFromItsSnapshotAndEndsWithTheSameWeights()
    {
        await using var network = await RealNetwork.StartAsync();
        var undisturbed = await RealJob.RunAsync(network, Config, JobEventType.Completed);

        var job = await RealJob.RunAsync(network, Config, JobEventType.Snapshot);
        RealProcess.Signal(Trainers.Of(network.Agent.Id).ShouldHaveSingleItem(), 9);

        var completed = await RealJob.CompletionAsync(network, job.Id);
        completed.Attempts.Select(a => a.Status).ShouldBe([AttemptStatus.Failed, AttemptStatus.Completed]);
        completed.Attempts[1].ResumedFromStep.ShouldBeGreaterThan(0);
        completed.Result!.WeightsDigest.ShouldBe(undisturbed.Result!.WeightsDigest, "resuming changes nothing in what is learnt");
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 2);
    }

    [Fact]
    public async Task AgentKilled_ItsTrainerEndsAndTheJobGoesOnWhenItIsBack()
    {
        await using var network = await RealNetwork.StartAsync();
        var job = await RealJob.RunAsync(network, Config, JobEventType.Snapshot);
        var trainer = Trainers.Of(network.Agent.Id).ShouldHaveSingleItem();

        await network.Agent.KillAsync();
        network.StartAgent();

        var completed = await RealJob.CompletionAsync(network, job.Id);
        completed.Attempts.Select(a => a.Status).ShouldBe([AttemptStatus.Lost, AttemptStatus.Completed]);
        completed.Attempts[1].ResumedFromStep.ShouldBeGreaterThan(0);
        Trainers.Lives(trainer).ShouldBeFalse("a trainer ends with its agent");
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 1);
    }

    [Fact]
    public async Task ServerKilled_AgentGoesOnTrainingAndTheSameAttemptCompletes()
    {
        await using var network = await RealNetwork.StartAsync();
        var job = await RealJob.RunAsync(network, Config, JobEventType.Snapshot);

        await network.Server.KillAsync();
        await network.StartServerAsync();

        var completed = await RealJob.CompletionAsync(network, job.Id);
        completed.Attempts.ShouldHaveSingleItem().Status.ShouldBe(AttemptStatus.Completed, network.Logs());
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 1);

        var steps = (await network.User.MetricsAsync(job.Id, 1_000_000)).Single(series => series.Name == "train/loss").Steps;
        steps.Count.ShouldBe((int)completed.Result!.Steps, "every step's loss arrived once, also those made while the server was away");
    }
}
