using ModelMine.Core.Contracts;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Options;

/// <summary>Each option, seen from outside: what a short training with it does that one without it does not.</summary>
[Collection(TorchTests.Name)]
public sealed class OptionTests : IDisposable
{
    private const string Mlp = """{"modelType":"mlp","epochs":2,"batchSize":32,"hiddenSize":16""";
    private const string Wild = """{"modelType":"mlp","epochs":3,"batchSize":32,"optimizer":"sgd","learningRate":10,"learningRateSchedule":"constant" """;
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(""","optimizer":"nesterov","learningRate":0.02""")]
    [InlineData(""","learningRateSchedule":"step","stepEvery":1""")]
    [InlineData(""","learningRateSchedule":"oneCycle" """)]
    [InlineData(""","warmupSteps":10""")]
    [InlineData(""","gradientClipping":0.1""")]
    [InlineData(""","labelSmoothing":0.1""")]
    [InlineData(""","precision":"bf16" """)]
    public void Option_ChangesTheWeights_AndTheModelStillLearns(string option)
    {
        using var plain = new TemporaryFolder();
        var without = Family.Mlp($"{Mlp}}}").Train(plain.Path, new())!;

        var with = Train(option);

        with.WeightsDigest.ShouldNotBe(without.WeightsDigest);
        // Chance is 0.1.
        with.Score.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void LabelSmoothing_RaisesTheTrainingLoss_WhichCanNoLongerComeToNothing()
    {
        using var plain = new TemporaryFolder();
        var without = Family.Mlp($"{Mlp}}}").Train(plain.Path, new())!;

        Train(""","labelSmoothing":0.3""").TrainLoss!.Value.ShouldBeGreaterThan(without.TrainLoss!.Value);
    }

    [Fact]
    public void GradientClipping_KeepsATrainingThatWouldDiverge()
    {
        Should.Throw<TrainingException>(() => Family.Mlp($"{Wild}}}").Train(_folder.Path, new())).Message.ShouldContain("the training diverged");

        Family.Mlp($"{Wild},\"gradientClipping\":0.01}}").Train(_folder.Path, new())!.Score.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Bf16_ComesCloseToFp32_AndDeliversFp32()
    {
        using var plain = new TemporaryFolder();
        var fp32 = new Recorder();
        Family.Mlp($"{Mlp}}}").Train(plain.Path, fp32);

        var result = Train(""","precision":"bf16" """);

        // The first loss is that of the same weights on the same batch: bf16 has three decimal digits.
        var (expected, first) = (fp32.Points["train/loss"][0].Value, _recorder.Points["train/loss"][0].Value);
        first.ShouldNotBe(expected);
        first.ShouldBe(expected, 0.02 * expected);
        result.WeightsBytes.ShouldBe(new FileInfo(plain.File(TrainingJob.WeightsFileName)).Length);
        result.Setup!.Precision.ShouldBe("bf16");
    }

    [Fact]
    public void Training_ThatDivergesInBf16_StopsWithTheErrorThatNamesTheStep() =>
        Should.Throw<TrainingException>(() => Family.Mlp($"{Wild},\"precision\":\"bf16\"}}").Train(_folder.Path, new()))
            .Message.ShouldMatch("at step [0-9,]+ \\(epoch [1-3] of 3\\): the training diverged");

    [Fact]
    public void EarlyStopping_EndsATrainingThatGetsNoBetter_AndSaysSo()
    {
        // A rate that is far too high: the score jumps about instead of rising through all fifty epochs.
        var result = Family.Mlp("""{"modelType":"mlp","epochs":50,"batchSize":32,"hiddenSize":16,"learningRate":0.3,"learningRateSchedule":"constant","earlyStopping":true,"patience":2}""")
            .Train(_folder.Path, _recorder)!;

        result.EarlyEnd!.Word.ShouldBe(EarlyEnd.EarlyStopping);
        result.Epochs.ShouldBe(result.BestEpoch!.Value + 2);
        result.Epochs.ShouldBeLessThan(50);
        var scores = _recorder.Points["validation/accuracy"].Select(point => point.Value).ToList();
        scores.IndexOf(scores.Max()).ShouldBe(result.BestEpoch.Value - 1);
        _recorder.Progresses[^1].Fraction.ShouldBe(1);
    }

    [Fact]
    public void Metrics_ThatAreAskedFor_AreInTheResultAndInTheCurves()
    {
        var result = Train(""","metrics":["f1","precision","recall","top5","confusionMatrix"]""");

        foreach (var name in new[] { "accuracy", "f1", "precision", "recall", "top5" })
        {
            result.Metrics[$"test/{name}"].ShouldBeInRange(0.05, 1, name);
            _recorder.Points[$"validation/{name}"].Count.ShouldBe(2, name);
        }

        var confusion = result.Confusion.ShouldNotBeNull();
        confusion.Classes.Count.ShouldBe(10);
        confusion.Counts.Sum(row => row.Sum()).ShouldBe(result.TestSamples);
        confusion.Counts.Select((row, place) => row[place]).Sum().ShouldBe((long)result.Metrics["test/correct"]);
    }

    [Fact]
    public void Metrics_ThatAreNotAskedFor_AreNot()
    {
        var result = Train("");

        result.Metrics.Keys.Order().ShouldBe(["test/accuracy", "test/correct", "test/loss"]);
        result.Confusion.ShouldBeNull();
    }

    [Fact]
    public void Metrics_OfATransformer_AddTheShareOfCharactersThatItNamesRightly()
    {
        var family = Family.Of("transformer") with
        {
            Config = Configs.Parse("""{"modelType":"transformer","epochs":1,"batchSize":16,"contextLength":32,"hiddenSize":32,"numHeads":2,"learningRate":0.003,"metrics":["accuracy","top5"]}"""),
        };

        var result = family.Train(_folder.Path, _recorder)!;

        result.Metrics["test/accuracy"].ShouldBeInRange(0.1, 0.9);
        result.Metrics["test/top5"].ShouldBeGreaterThan(result.Metrics["test/accuracy"]);
    }

    [Fact]
    public void Result_SaysWhatItWasMadeWith()
    {
        var result = Train(""","optimizer":"nesterov","learningRateSchedule":"oneCycle" """);

        var setup = result.Setup.ShouldNotBeNull();
        (setup.BatchSize, setup.Optimizer, setup.LearningRate, setup.LearningRateSchedule).ShouldBe((32, "nesterov", 0.001, "oneCycle"));
        (setup.Precision, setup.Device).ShouldBe(("fp32", "cpu"));
        setup.TorchSharpVersion.ShouldStartWith("0.107.0");
        setup.Runtime.ShouldStartWith(".NET 10.");
        setup.ModelMineVersion.ShouldMatch("^[0-9]+\\.[0-9]+\\.[0-9]+");
        (result.Epochs, result.EarlyEnd).ShouldBe((2, null));
        result.BestEpoch!.Value.ShouldBeInRange(1, 2);
    }

    private JobResult Train(string option) => Family.Mlp($"{Mlp}{option}}}").Train(_folder.Path, _recorder)!;
}
