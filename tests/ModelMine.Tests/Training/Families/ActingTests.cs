using ModelMine.Core.Formats;
using ModelMine.Training;
using ModelMine.Training.Learners.Dqn;
using ModelMine.Training.Learners.Ppo;

namespace ModelMine.Tests.Training.Families;

/// <summary>Reinforcement learning in short form: each kind of it beats a baseline that is stated.</summary>
[Collection(TorchTests.Name)]
public sealed class ActingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Baseline: random pushes keep the pole up for about 22 steps.</summary>
    [Theory]
    [InlineData("""{"doubleDqn":true,"dueling":false}""")]
    [InlineData("""{"doubleDqn":false,"dueling":true}""")]
    public void Dqn_InAFewThousandSteps_BalancesLongerThanChance(string options)
    {
        var family = Of($$"""{"modelType":"dqn","epochs":8,"stepsPerEpoch":500,"batchSize":64,"hiddenSize":64,"epsilonDecaySteps":3000,{{options[1..]}}""");

        var result = family.Train(_folder.Path, _recorder)!;

        result.ScoreName.ShouldBe("meanReturn");
        result.Score.ShouldBeGreaterThan(60);
        result.TestSamples.ShouldBe(100);
        _recorder.Points["train/return"].Select(point => point.Step).ShouldBeInOrder();
    }

    /// <summary>Baseline: as above.</summary>
    [Fact]
    public void Ppo_InAFewRollouts_BalancesLongerThanChance()
    {
        var family = Of("""{"modelType":"ppo","epochs":6,"stepsPerEpoch":2048,"batchSize":256,"updateEpochs":6,"learningRate":0.002,"learningRateSchedule":"constant"}""");

        var result = family.Train(_folder.Path, _recorder)!;

        result.ScoreName.ShouldBe("meanReturn");
        result.Score.ShouldBeGreaterThan(60);
        (result.TrainSamples, result.Steps).ShouldBe((6 * 2048, 6 * 2 * 6 * 4));
        _recorder.Points["train/return"].Select(point => point.Step).ShouldBeInOrder();
    }

    [Fact]
    public void Ppo_WithStepsThatAreNoWholeRollouts_MakesThemUp()
    {
        // 100 steps an epoch are made up to two rollouts of 64; each has two passes of a batch of 48 and one of 16.
        var result = Of("""{"modelType":"ppo","epochs":2,"stepsPerEpoch":100,"batchSize":48,"numEnvironments":4,"rolloutSteps":16,"updateEpochs":2,"validationEpisodes":1}""")
            .Train(_folder.Path, _recorder)!;

        (result.TrainSamples, result.Steps).ShouldBe((2 * 2 * 64, 2 * 2 * 2 * 2));
    }

    [Theory]
    [InlineData("dqn", """ "learningStarts":100 """)]
    [InlineData("ppo", """ "entropyCoefficient":0.01 """)]
    public void Training_InEveryWorld_GivesAPolicyOfItsMeasures(string modelType, string more)
    {
        foreach (var (world, seen, actions) in new[] { ("MountainCar-v0", 2, 3), ("Acrobot-v1", 6, 3) })
        {
            var family = Of($$"""{"modelType":"{{modelType}}","environment":"{{world}}","epochs":1,"stepsPerEpoch":300,"batchSize":64,"hiddenSize":16,"validationEpisodes":1,{{more}}}""");

            var result = family.Train(_folder.Path, _recorder)!;

            result.Dataset.ShouldBe(world);
            result.Score.ShouldBeInRange(-500, -1);
            using var stream = File.OpenRead(_folder.File(TrainingJob.WeightsFileName));
            var file = Safetensors.Open(stream);
            var prefix = modelType == "ppo" ? "actor." : "";
            file.Tensors[prefix + "fc1.weight"].Shape.ShouldBe([16, seen]);
            file.Tensors[prefix + "fc3.weight"].Shape.ShouldBe([actions, 16]);
            file.Metadata["environment"].ShouldBe(world);
            file.Metadata.GetValueOrDefault("observationScale").ShouldBe(world == "MountainCar-v0" ? "1,14.285714" : null);
        }
    }

    private static Family Of(string config) => new(
        Configs.Parse(config),
        request => request.Config.ModelType == "ppo" ? new PpoLearner(request.Config) : new DqnLearner(request.Config))
    { BreakAfter = 0 };
}
