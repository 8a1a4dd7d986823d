using ModelMine.Training;

namespace ModelMine.Tests.Training.Families;

[Collection(TorchTests.Name)]
public sealed class TableLearningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Table_OfPenguins_TellsTheSpeciesApart()
    {
        // Baseline: always saying Adelie is right for 0.44 of all penguins.
        var result = Family.Of("table").Train(_folder.Path, _recorder)!;

        result.ScoreName.ShouldBe("accuracy");
        result.Score.ShouldBeGreaterThan(0.9);
        (result.TrainSamples, result.ValidationSamples, result.TestSamples).ShouldBe((247, 28, 69));
        result.Score.ShouldBe(result.Metrics["test/correct"] / result.TestSamples);
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("mae")]
    [InlineData("huber")]
    public void Table_OfPenguins_FindsTheirMassBetterThanTheMean(string loss)
    {
        // Baseline: always saying the mean has an error of about 800 g.
        var family = Family.Table($$"""{"dataset":"penguins","target":"body_mass_g","lossFunction":"{{loss}}","epochs":20,"batchSize":16,"hiddenSize":32,"learningRate":0.01}""");

        var result = family.Train(_folder.Path, _recorder)!;

        result.ScoreName.ShouldBe("rmse");
        result.Score.ShouldBeLessThan(420);
        result.Metrics["test/r2"].ShouldBeInRange(0.7, 1);
        result.Metrics["test/mae"].ShouldBeLessThan(result.Score);
        _recorder.Points["validation/rmse"][^1].Value.ShouldBeLessThan(_recorder.Points["validation/rmse"][0].Value);
    }

    [Fact]
    public void Metrics_OfATable_AreThoseThatTheConfigAsksFor()
    {
        var classes = Family.Table("""{"dataset":"penguins","target":"species","epochs":20,"batchSize":16,"learningRate":0.01,"metrics":["f1","confusionMatrix"]}""")
            .Train(_folder.Path, _recorder)!;
        var numbers = Family.Table("""{"dataset":"penguins","target":"body_mass_g","epochs":2,"metrics":["mse"]}""").Train(_folder.Path, new())!;

        classes.Metrics["test/f1"].ShouldBeGreaterThan(0.8);
        classes.Confusion!.Counts.Sum(row => row.Sum()).ShouldBe(classes.TestSamples);
        numbers.Metrics["test/mse"].ShouldBe(numbers.Score * numbers.Score, 1e-6 * numbers.Metrics["test/mse"]);
    }

    [Fact]
    public void Score_OfARegression_IsTheRootOfTheMeanSquaredError()
    {
        var family = Family.Table("""{"dataset":"penguins","target":"body_mass_g","lossFunction":"mse","epochs":2}""");

        var result = family.Train(_folder.Path, _recorder)!;

        // The loss is of standardised masses: their deviation brings it back to grams.
        using var weights = File.OpenRead(_folder.File(TrainingJob.WeightsFileName));
        var preprocessing = ModelMine.Training.Data.Tables.TablePreprocessing.FromJson(
            ModelMine.Core.Formats.Safetensors.Open(weights).Metadata["preprocessing"]);
        result.Score.ShouldBe(Math.Sqrt(result.TestLoss!.Value) * preprocessing.Target.StandardDeviation, 0.01);
    }
}
