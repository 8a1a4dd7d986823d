using System.Security.Cryptography;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Training.Trainer;

/// <summary>The trainer as its agent meets it: a process, JSON lines, exit codes.</summary>
[Collection(TorchTests.Name)]
public sealed class TrainerProcessTests : IDisposable
{
    private const string Short = """{"modelType":"mlp","epochs":2,"batchSize":512,"hiddenSize":16,"hiddenLayers":1}""";
    private const string Endless = """{"modelType":"cnn","epochs":1000,"batchSize":64}""";
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(2);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_ToItsEnd_TellsAllThatTheAgentNeeds()
    {
        using var trainer = RunningTrainer.Start(_folder.Path, Short);

        var messages = await trainer.AllAsync();

        (await trainer.ExitAsync()).ShouldBe(TrainerExit.Completed);
        var (weights, result) = messages[^1].ShouldBeOfType<TrainerResult>();
        using var file = File.OpenRead(_folder.File(weights));
        Convert.ToHexStringLower(SHA256.HashData(file)).ShouldBe(result.WeightsDigest);
        result.Score.ShouldBeGreaterThan(0.8);
        result.Steps.ShouldBe(2 * 106);

        var steps = messages.OfType<TrainerMetric>().Where(metric => metric.Series.Name == "train/loss").SelectMany(metric => metric.Series.Steps);
        steps.ShouldBe(Enumerable.Range(1, 212).Select(step => (long)step));
        messages.OfType<TrainerMetric>().Where(metric => metric.Series.Name == "validation/accuracy").SelectMany(metric => metric.Series.Steps).ShouldBe([106, 212]);
        messages.OfType<TrainerProgress>().Last().Progress.Fraction.ShouldBe(1);
        messages.OfType<TrainerLog>().ShouldContain(log => log.Message.StartsWith("Epoch 2 of 2: ", StringComparison.Ordinal));
        var snapshots = messages.OfType<TrainerSnapshot>().ToList();
        snapshots.Select(saved => saved.Snapshot.TrainingEpoch).ShouldBe([1, 2]);
        foreach (var saved in snapshots)
        {
            using var snapshot = File.OpenRead(_folder.File(saved.File));
            (snapshot.Length, Convert.ToHexStringLower(SHA256.HashData(snapshot))).ShouldBe((saved.Snapshot.Size, saved.Snapshot.Digest));
        }
    }

    [Fact]
    public async Task Stop_InTheMiddle_EndsItWithinTwoSeconds()
    {
        using var trainer = RunningTrainer.Start(_folder.Path, Endless);
        await trainer.NextAsync<TrainerProgress>();

        var began = TimeProvider.System.GetTimestamp();
        trainer.Tell("stop");

        (await trainer.ExitAsync()).ShouldBe(TrainerExit.Stopped);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(SoonEnough);
    }

    [Fact]
    public async Task EndOfInput_InTheMiddle_EndsItWithinTwoSeconds()
    {
        using var trainer = RunningTrainer.Start(_folder.Path, Endless);
        await trainer.NextAsync<TrainerProgress>();

        var began = TimeProvider.System.GetTimestamp();
        trainer.HangUp();

        (await trainer.ExitAsync()).ShouldBe(TrainerExit.Stopped);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(SoonEnough);
    }

    [Fact]
    public async Task Pause_InTheMiddle_SavesAStateThatAnotherTrainerGoesOnFrom()
    {
        using var first = RunningTrainer.Start(_folder.Path, Short);
        await first.NextAsync<TrainerProgress>();
        first.Tell("pause");
        var said = await first.AllAsync();
        (await first.ExitAsync()).ShouldBe(TrainerExit.Stopped);
        var snapshot = said.OfType<TrainerSnapshot>().Last();
        snapshot.Snapshot.Step.ShouldBeLessThan(212);

        using var second = RunningTrainer.Start(_folder.Path, Short, resumeFrom: snapshot.File);
        var messages = await second.AllAsync();

        (await second.ExitAsync()).ShouldBe(TrainerExit.Completed);
        messages.OfType<TrainerMetric>().First(metric => metric.Series.Name == "train/loss").Series.Steps[0].ShouldBe(snapshot.Snapshot.Step + 1);
        using var whole = new TemporaryFolder();
        using var third = RunningTrainer.Start(whole.Path, Short);
        var expected = await third.NextAsync<TrainerResult>();
        messages.OfType<TrainerResult>().Single().Result.WeightsDigest.ShouldBe(expected.Result.WeightsDigest);
    }

    [Fact]
    public async Task Hold_InTheMiddle_RestsUntilItMayGoOn_AndChangesNothingInWhatIsLearnt()
    {
        using var trainer = RunningTrainer.Start(_folder.Path, Short);
        var before = (await trainer.NextAsync<TrainerProgress>()).Progress.Step;
        trainer.Tell("hold");
        while ((await trainer.NextAsync<TrainerPhase>()).Phase != TrainingPhase.Holding) continue;
        var next = trainer.NextAsync<TrainerMessage>();
        await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, TestContext.Current.CancellationToken);
        next.IsCompleted.ShouldBeFalse("it rests");

        trainer.Tell("resume");

        (await next).ShouldBe(new TrainerPhase(TrainingPhase.Training));
        var result = (await trainer.NextAsync<TrainerResult>()).Result;
        (result.Steps, before < result.Steps).ShouldBe((212, true));
        using var whole = new TemporaryFolder();
        using var undisturbed = RunningTrainer.Start(whole.Path, Short);
        result.WeightsDigest.ShouldBe((await undisturbed.NextAsync<TrainerResult>()).Result.WeightsDigest);
    }

    [Fact]
    public async Task Pause_OfATrainerThatRests_SavesItsState()
    {
        using var trainer = RunningTrainer.Start(_folder.Path, Endless);
        await trainer.NextAsync<TrainerProgress>();
        trainer.Tell("hold");
        while ((await trainer.NextAsync<TrainerPhase>()).Phase != TrainingPhase.Holding) continue;

        trainer.Tell("pause");

        await trainer.NextAsync<TrainerSnapshot>();
        (await trainer.ExitAsync()).ShouldBe(TrainerExit.Stopped);
    }

    [Theory]
    [InlineData("""{"modelType":"mlp","epochs":0}""", "epochs must be a whole number from 1 to 1000", false)]
    [InlineData("""{"modelType":"mlp","epochs":1,"optimizer":"sgd","learningRate":10,"learningRateSchedule":"constant"}""", "the training diverged", false)]
    [InlineData("""{"modelType":"cnn","dataset":"cifar10"}""", "could not be downloaded", true)]
    public async Task Training_ThatCannotGoOn_SaysWhyAndWhetherToTryAgain(string config, string reason, bool retryable)
    {
        var nowhere = new Dictionary<string, string> { ["MODELMINE_DATASET_MIRROR"] = "http://127.0.0.1:9/" };
        using var trainer = RunningTrainer.Start(_folder.Path, config, environment: nowhere);

        var error = await trainer.NextAsync<TrainerError>();

        error.Message.ShouldContain(reason);
        error.Retryable.ShouldBe(retryable);
        (await trainer.ExitAsync()).ShouldBe(TrainerExit.Failed);
    }

    [Fact]
    public async Task Start_WithAConfigThatIsNotTheOnePromised_IsRefused()
    {
        using var trainer = RunningTrainer.Start(_folder.Path, Short, configDigest: new string('0', 64));

        (await trainer.NextAsync<TrainerError>()).Message.ShouldContain("server and node are of different versions");
        (await trainer.ExitAsync()).ShouldBe(TrainerExit.Failed);
    }

    [Fact]
    public async Task Start_WithoutAnAttempt_SaysWhichFileIsMissing()
    {
        using var trainer = RunningTrainer.StartIn(_folder.Path);

        (await trainer.NextAsync<TrainerError>()).Message.ShouldContain(_folder.File("attempt.json"));
        (await trainer.ExitAsync()).ShouldBe(TrainerExit.Failed);
    }
}
