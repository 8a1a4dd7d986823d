using ModelMine.Tests.Training.Families;

namespace ModelMine.Tests.Training.Options;

/// <summary>Whatever a config asks for, a training that was broken off ends with the weights of one that was not.</summary>
[Collection(TorchTests.Name)]
public sealed class OptionResumeTests
{
    private const string Mlp = """{"modelType":"mlp","epochs":3,"batchSize":32,"hiddenSize":16""";

    [Theory]
    [InlineData(""","learningRateSchedule":"constant","warmupSteps":100""")]
    [InlineData(""","learningRateSchedule":"step","stepEvery":1""")]
    [InlineData(""","learningRateSchedule":"cosine","warmupSteps":20""")]
    [InlineData(""","learningRateSchedule":"oneCycle" """)]
    [InlineData(""","optimizer":"nesterov","gradientClipping":0.5,"labelSmoothing":0.1""")]
    [InlineData(""","earlyStopping":true,"patience":1,"learningRate":0.05""")]
    [InlineData(""","precision":"bf16" """)]
    public void Training_BrokenOff_EndsWithTheSameWeights(string option)
    {
        using var straight = new TemporaryFolder();
        using var broken = new TemporaryFolder();
        var family = Family.Mlp($"{Mlp}{option}}}");
        var expected = family.Train(straight.Path, new()).ShouldNotBeNull();

        var first = new Recorder(pauseAfterSteps: 80);
        family.Train(broken.Path, first).ShouldBeNull();
        var resumed = family.Train(broken.Path, new(), resumeFrom: first.Snapshots[^1].File).ShouldNotBeNull();

        resumed.WeightsDigest.ShouldBe(expected.WeightsDigest);
        (resumed.Score, resumed.Epochs, resumed.Steps, resumed.BestEpoch, resumed.EarlyEnd)
            .ShouldBe((expected.Score, expected.Epochs, expected.Steps, expected.BestEpoch, expected.EarlyEnd));
    }
}
