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
        var result = Trained.Of("table").Result;

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
    public void Metrics_OfClasses_AreThoseThatTheConfigAsksFor()
    {
        var result = Family.Table("""{"dataset":"penguins","target":"species","epochs":20,"batchSize":16,"learningRate":0.01,"metrics":["precision","recall","f1","confusionMatrix"]}""")
            .Train(_folder.Path, _recorder)!;

        // Computed anew from the counts, which say which class was taken for which.
        var counts = result.Confusion!.Counts;
        counts.Sum(row => row.Sum()).ShouldBe(result.TestSamples);
        double[] recalls = [.. counts.Select((row, label) => (double)row[label] / row.Sum())];
        double[] precisions = [.. counts.Select((row, label) => (double)row[label] / counts.Sum(other => other[label]))];
        result.Score.ShouldBe((double)counts.Select((row, label) => row[label]).Sum() / result.TestSamples, 1e-12);
        result.Metrics["test/recall"].ShouldBe(recalls.Average(), 1e-12);
        result.Metrics["test/precision"].ShouldBe(precisions.Average(), 1e-12);
        result.Metrics["test/f1"].ShouldBe(recalls.Zip(precisions, (recall, precision) => 2 * recall * precision / (recall + precision)).Average(), 1e-12);
        result.Metrics["test/f1"].ShouldBeGreaterThan(0.8);
        _recorder.Points["validation/f1"].Count.ShouldBe(20);
        Family.Table("""{"dataset":"penguins","target":"species","epochs":1}""").Train(_folder.Path, new())!.Metrics.Keys
            .ShouldBe(["test/loss", "test/accuracy", "test/correct"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""["mse"]""", "mse")]
    [InlineData("""["mae"]""", "mae")]
    [InlineData("""["rmse"]""", null)]
    [InlineData("""["r2"]""", "r2")]
    public void Metrics_OfNumbers_AreThoseThatTheConfigAsksFor(string metrics, string? besides)
    {
        var result = Family.Table($$"""{"dataset":"penguins","target":"body_mass_g","epochs":2,"metrics":{{metrics}}}""").Train(_folder.Path, _recorder)!;

        string[] known = ["loss", "rmse"];
        var expected = besides is null ? known : [.. known, besides];
        result.Metrics.Keys.ShouldBe(expected.Select(name => $"test/{name}"), ignoreOrder: true);
        _recorder.Points.Keys.Where(name => name.StartsWith("validation/", StringComparison.Ordinal)).ShouldBe(expected.Select(name => $"validation/{name}"), ignoreOrder: true);
        if (besides == "mse") result.Metrics["test/mse"].ShouldBe(result.Score * result.Score, 1e-6 * result.Metrics["test/mse"]);
        if (besides == "mae") result.Metrics["test/mae"].ShouldBeInRange(result.Score / 10, result.Score);
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
