using System.Text.Json;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Training.Families;

/// <summary>Classifiers of texts: what they learn in a short form, and what configs of them are refused.</summary>
[Collection(TorchTests.Name)]
public sealed class TextClassifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TextClassifier_OnVersesOfFourBooks_BeatsTheMostFrequentBook()
    {
        // Baseline: always saying Genesis is right for about 0.36 of the verses.
        var family = Family.TextClassifier("""{"modelType":"bert","epochs":4,"batchSize":32,"vocabSize":1000,"maxLength":48,"hiddenSize":64,"learningRate":0.002,"metrics":["f1","confusionMatrix"]}""");

        var result = family.Train(_folder.Path, _recorder)!;

        result.ScoreName.ShouldBe("accuracy");
        result.Metrics["test/majorityBaseline"].ShouldBeInRange(0.3, 0.42);
        result.Score.ShouldBeGreaterThan(result.Metrics["test/majorityBaseline"] + 0.25);
        result.Metrics["test/f1"].ShouldBeInRange(0.3, 1);
        result.Metrics["vocabularySize"].ShouldBe(1000);
        (result.TrainSamples, result.ValidationSamples, result.TestSamples).ShouldBe((3435, 382, 424));
        _recorder.Lines[0].ShouldContain("trained from scratch");
        var losses = _recorder.Points["train/loss"].Select(point => point.Value).ToArray();
        losses.TakeLast(10).Average().ShouldBeLessThan(losses.Take(10).Average() * 0.8);
    }

    [Theory]
    [InlineData("""{"modelType":"BERT"}""")]
    [InlineData("""{"modelType":"textClassifier","numLabels":4}""")]
    public void Config_OfEitherWord_TakesItsClassesFromTheData(string json)
    {
        var config = Configs.Parse(json);

        (config.ModelType, config.Dataset, config.Int32("numLabels")).ShouldBe(("bert", "kjv-books", 4));
        EffectiveConfig.FromEffective(config.Json).ShouldBe(config);
    }

    [Theory]
    [InlineData("""{"modelType":"bert","numLabels":2}""", "$.numLabels", "numLabels (2) must be 4 with dataset kjv-books: its classes are Genesis, Mark, Luke, John")]
    [InlineData("""{"modelType":"bert","dataset":"imdb","numLabels":3}""", "$.numLabels", "numLabels (3) must be 2 with dataset imdb: its classes are neg, pos")]
    [InlineData("""{"modelType":"bert","hiddenSize":30}""", "$.hiddenSize", "hiddenSize (30) must be a multiple of numHeads (4)")]
    [InlineData("""{"modelType":"bert","vocabSize":100}""", "$.vocabSize", "vocabSize (100) must be at least 256 with tokenizer bpe")]
    [InlineData("""{"modelType":"bert","maxLength":1024}""", "$.maxLength", "maxLength must be a whole number from 8 to 512")]
    [InlineData("""{"modelType":"bert","pooling":"max"}""", "$.pooling", "it must be one of: mean, cls")]
    [InlineData("""{"modelType":"bert","contextLength":64}""", "$.contextLength", "contextLength is not read by modelType bert")]
    [InlineData("""{"modelType":"bert","dataset":"mnist"}""", "$.dataset", "mnist")]
    public void Config_ThatCannotBe_IsRefusedWhereItIsWrong(string config, string path, string message)
    {
        var problem = JobConfigParser.Parse(JsonElement.Parse(config)).Problems.ShouldHaveSingleItem();

        problem.Path.ShouldBe(path);
        problem.Message.ShouldContain(message);
    }
}
