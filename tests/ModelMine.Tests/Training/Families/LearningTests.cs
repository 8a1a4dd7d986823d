using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Training;
using ModelMine.Training.Models.Cnn;
using ModelMine.Training.Models.Layered;
using ModelMine.Training.Models.ResNet;

namespace ModelMine.Tests.Training.Families;

/// <summary>Each family learns something from real data, in short form: it beats a baseline that is stated.</summary>
[Collection(TorchTests.Name)]
public sealed class LearningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mlp_OnTwoThousandDigits_ReadsMostOfThemRightly()
    {
        // Baseline: always saying the most frequent digit is right for about 0.12 of the test images.
        var result = Family.Of("mlp").Train(_folder.Path, _recorder)!;

        result.ScoreName.ShouldBe("accuracy");
        result.Score.ShouldBeGreaterThan(0.75);
        result.Score.ShouldBe(result.Metrics["test/correct"] / result.TestSamples);
        (result.TrainSamples, result.ValidationSamples, result.TestSamples).ShouldBe((1800, 200, 1000));
        Learned("train/loss");
    }

    [Fact]
    public void Cnn_OnTwoThousandDigits_ReadsMostOfThemRightly()
    {
        // Baseline: as for mlp, about 0.12.
        var family = new Family(
            Configs.Parse("""{"modelType":"cnn","epochs":3,"batchSize":32,"channels":8,"learningRate":0.003}"""),
            SmallMnist.Learner(2000, 1000, (request, data) => CnnModel.For(request.Config, data)))
        { BreakAfter = 0 };

        var result = family.Train(_folder.Path, _recorder)!;

        result.Score.ShouldBeGreaterThan(0.85);
        Learned("train/loss");
    }

    [Fact]
    public void Layers_OnTwoThousandDigits_ReadMostOfThemRightly()
    {
        // Baseline: as for mlp, about 0.12.
        var family = new Family(
            Configs.Parse("""{"modelType":"cnn","epochs":3,"batchSize":32,"learningRate":0.003,"layers":[{"type":"Conv2D","filters":8,"activation":"relu"},{"type":"BatchNorm"},{"type":"MaxPooling2D"},{"type":"Conv2D","filters":16,"strides":2,"padding":"same","activation":"relu"},{"type":"Dropout","rate":0.2},{"type":"Dense","units":10,"activation":"softmax"}]}"""),
            SmallMnist.Learner(2000, 1000, (request, data) => LayeredModel.For(request.Config, data)))
        { BreakAfter = 0 };

        var result = family.Train(_folder.Path, _recorder)!;

        result.Score.ShouldBeGreaterThan(0.85);
        Learned("train/loss");
    }

    [Theory]
    [InlineData("fp32")]
    [InlineData("bf16")]
    public void BatchNorm_OverALastBatchOfOneSample_KeepsItsRunningFiguresFinite(string precision)
    {
        // 900 images to train on are 29 batches of 31 and one of a single image, whose variance does not exist.
        var family = new Family(
            Configs.Parse($$"""{"modelType":"cnn","epochs":2,"batchSize":31,"learningRate":0.01,"precision":"{{precision}}","layers":[{"type":"Dense","units":16,"activation":"relu"},{"type":"BatchNorm"},{"type":"Dense","units":10}]}"""),
            SmallMnist.Learner(1000, 500, (request, data) => LayeredModel.For(request.Config, data)))
        { BreakAfter = 0 };

        family.Train(_folder.Path, _recorder)!.Score.ShouldBeGreaterThan(0.5);

        using var stream = File.OpenRead(_folder.File(TrainingJob.WeightsFileName));
        Safetensors.Open(stream).ReadSingles("layers.1.running_var").ShouldAllBe(variance => float.IsFinite(variance));
    }

    [Fact]
    public void ResNet_OnTwoThousandDigits_ReadsMostOfThemRightly()
    {
        // Baseline: as for mlp, about 0.12.
        var family = new Family(
            Configs.Parse("""{"modelType":"resnet","depth":18,"channels":4,"epochs":4,"batchSize":32,"learningRate":0.005}"""),
            SmallMnist.Learner(2000, 1000, (request, data) => ResNetModel.For(request.Config, data)))
        { BreakAfter = 0 };

        var result = family.Train(_folder.Path, _recorder)!;

        result.Score.ShouldBeGreaterThan(0.85);
        Learned("train/loss");
    }

    [Fact]
    public void Training_ThatDiverges_StopsWithAnErrorThatNamesTheStep()
    {
        var family = Family.Mlp("""{"modelType":"mlp","epochs":3,"batchSize":32,"optimizer":"sgd","learningRate":10,"learningRateSchedule":"constant"}""");

        var error = Should.Throw<TrainingException>(() => family.Train(_folder.Path, _recorder));

        error.Retryable.ShouldBeFalse();
        error.Message.ShouldMatch("at step [0-9,]+ \\(epoch [1-3] of 3\\): the training diverged. Try a learningRate below 10, such as 1");
    }

    [Fact]
    public void Result_SaysAllThatWasMeasured()
    {
        var result = Trained.Of("mlp").Result;

        result.Steps.ShouldBe(3 * 57);
        result.Epochs.ShouldBe(3);
        result.Parameters.ShouldBe(784 * 32 + 32 + 32 * 32 + 32 + 32 * 10 + 10);
        result.Threads.ShouldBe(TorchTests.Threads);
        result.CpuCapability.ShouldBeOneOf("DEFAULT", "AVX2", "AVX512");
        result.TorchVersion.ShouldBe("2.10.0");
        result.ConfigDigest.ShouldBe(Family.Of("mlp").Config.Digest);
        result.PeakMemoryMiB.ShouldBeInRange(50, 16_000);
        result.SamplesPerSecond.ShouldBeGreaterThan(0);
        result.Seconds.ShouldBeGreaterThan(0);
        JsonSerializer.Deserialize<JobResult>(JsonSerializer.Serialize(result, ModelMineJson.Options), ModelMineJson.Options)!.WeightsDigest.ShouldBe(result.WeightsDigest);
    }

    [Fact]
    public void Weights_AreSafetensorsWithTheNamesAndShapesOfPyTorch()
    {
        var result = Trained.Of("cnn").In(_folder.Path);

        using var stream = File.OpenRead(_folder.File(TrainingJob.WeightsFileName));
        var file = Safetensors.Open(stream);

        file.Tensors.ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value.Shape)).ShouldBe(new Dictionary<string, string>
        {
            ["conv1.weight"] = "4,1,3,3",
            ["conv1.bias"] = "4",
            ["conv2.weight"] = "8,4,3,3",
            ["conv2.bias"] = "8",
            ["conv3.weight"] = "16,8,3,3",
            ["conv3.bias"] = "16",
            ["fc1.weight"] = "128,144",
            ["fc1.bias"] = "128",
            ["fc2.weight"] = "10,128",
            ["fc2.bias"] = "10",
        }, ignoreOrder: true);
        file.Metadata["format"].ShouldBe("pt");
        file.Metadata["config"].ShouldBe(Family.Of("cnn").Config.CanonicalJson);
        (stream.Length, result.WeightsBytes).ShouldBe((result.WeightsBytes, stream.Length));
    }

    private void Learned(string curve)
    {
        var values = _recorder.Points[curve].Select(point => point.Value).ToArray();
        values.TakeLast(10).Average().ShouldBeLessThan(values.Take(10).Average() * 0.8);
    }
}
