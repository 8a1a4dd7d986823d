using System.Text.Json;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Models.Cnn;
using ModelMine.Training.Models.Mlp;

namespace ModelMine.Tests.Training.Reference;

/// <summary>
/// PyTorch loads what we wrote by its tensor names, and reads as many test images rightly as we reported.
/// See <c>lab/reference/check_weights.py</c>; needs a Python 3 with PyTorch (Debian: <c>apt-get install python3-torch</c>).
/// </summary>
[Collection(TorchTests.Name)]
public sealed class PyTorchTests
{
    private const int TestImages = 10_000;

    [Theory]
    [InlineData("""{"modelType":"cnn","epochs":1,"batchSize":64,"channels":8}""")]
    [InlineData("""{"modelType":"mlp","epochs":1,"batchSize":64,"hiddenSize":64,"hiddenLayers":3}""")]
    public async Task Accuracy_ThatPyTorchFinds_IsTheOneReported(string config)
    {
        using var folder = new TemporaryFolder();
        var family = new Family(
            Configs.Parse(config),
            SmallMnist.Learner(6000, TestImages, (request, data) => request.Config.ModelType == "cnn" ? CnnModel.For(request.Config, data) : MlpModel.For(request.Config, data)))
        {
            BreakAfter = 0,
        };
        var result = family.Train(folder.Path, new())!;

        var found = JsonElement.Parse(await Python.RunAsync(
            "check_weights.py", folder.File(TrainingJob.WeightsFileName), Path.Combine(AppContext.BaseDirectory, "datasets", "mnist")));

        found.GetProperty("total").GetInt32().ShouldBe(TestImages);
        found.GetProperty("correct").GetInt32().ShouldBe((int)result.Metrics["test/correct"]);
        found.GetProperty("accuracy").GetDouble().ShouldBe(result.Score);
        result.Score.ShouldBeGreaterThan(0.5, "an untrained network would agree at one in ten, and prove little");
    }
}
