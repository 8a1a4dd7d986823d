using System.Text.Json;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Families;

/// <summary>Language models: what they learn in a short form, and what configs of them are refused.</summary>
[Collection(TorchTests.Name)]
public sealed class TransformerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Baseline: knowing nothing but how frequent each character is costs about 4.2 bits a character.</summary>
    [Theory]
    [InlineData("transformer")]
    [InlineData("transformer-byte")]
    [InlineData("transformer-bpe")]
    public void Transformer_OnAStretchOfGenesis_BeatsTheFrequenciesOfCharacters(string family)
    {
        var trained = Trained.Of(family);
        var (result, points) = (trained.Result, trained.Recorder.Points);

        result.ScoreName.ShouldBe("perplexity");
        result.Metrics["test/bitsPerCharacter"].ShouldBeInRange(1, 3.7);
        var losses = points["train/loss"].Select(point => point.Value).ToArray();
        losses.TakeLast(10).Average().ShouldBeLessThan(losses.Take(10).Average() * 0.8);
        points.Keys.ShouldContain("validation/bitsPerCharacter");
    }

    [Fact]
    public void Result_OfAModelOfCharacters_CountsBitsByItsTokens()
    {
        var result = Trained.Of("transformer").Result;

        result.Metrics["test/bitsPerCharacter"].ShouldBe(Math.Log2(result.Score), 1e-9);
        result.Metrics["test/characters"].ShouldBe(4_000 - 1);
        result.Metrics["vocabularySize"].ShouldBe(59);
        result.Samples!.Count.ShouldBe(3);
        result.Samples.ShouldAllBe(sample => sample.Length == 300);
    }

    [Fact]
    public void Result_OfAModelOfBytePairs_CountsBitsByTheCharactersOfItsTokens()
    {
        var result = Trained.Of("transformer-bpe").Result;

        var (tokens, characters) = (result.Metrics["test/tokens"], result.Metrics["test/characters"]);
        (tokens * 1.5).ShouldBeLessThan(characters);
        characters.ShouldBeInRange(3_990, 3_999, "all but what the first token holds");
        result.Metrics["test/bitsPerCharacter"].ShouldBe(Math.Log2(result.Score) * tokens / characters, 1e-9);
        result.Metrics["vocabularySize"].ShouldBe(400);
    }

    [Fact]
    public void Weights_ThatAreTied_AreInTheFileOnce_AndRotaryOnesHaveNoPositions()
    {
        Trained.Of("transformer-bpe").In(_folder.Path);

        using var stream = File.OpenRead(_folder.File(TrainingJob.WeightsFileName));
        var names = Safetensors.Open(stream).Tensors.Keys;

        names.ShouldContain("token_embedding.weight");
        names.ShouldNotContain("head.weight");
        names.ShouldNotContain("position_embedding.weight");
        names.ShouldContain("blocks.1.attention.qkv.weight");
    }

    [Fact]
    public void Text_ThatIsShorterThanTheContext_IsRefusedWithWhatToDo()
    {
        var family = Family.Transformer("""{"modelType":"transformer","contextLength":512,"tokenizer":"bpe","vocabSize":5000}""", characters: 10_000);

        Should.Throw<TrainingException>(() => family.Train(_folder.Path, _recorder))
            .Message.ShouldMatch("^kjv is too short for contextLength 512: a part of .* byte pairs must hold 513 at the least");
    }

    [Theory]
    [InlineData("""{"modelType":"transformer","tokenizer":"bpe","vocabSize":200}""", "$.vocabSize", "vocabSize (200) must be at least 256 with tokenizer bpe")]
    [InlineData("""{"modelType":"transformer","tokenizer":"byte","vocabSize":2}""", "$.vocabSize", "vocabSize (2) must be at least 256 with tokenizer byte")]
    [InlineData("""{"modelType":"transformer","positions":"rotary","hiddenSize":12,"numHeads":4}""", "$.hiddenSize", "hiddenSize (12) must be an even multiple of numHeads (4)")]
    [InlineData("""{"modelType":"transformer","hiddenSize":30,"numHeads":4}""", "$.hiddenSize", "hiddenSize (30) must be a multiple of numHeads (4)")]
    [InlineData("""{"modelType":"transformer","tokenizer":"bep"}""", "$.tokenizer", "Did you mean bpe?")]
    [InlineData("""{"modelType":"transformer","positions":3}""", "$.positions", "positions must be a text (learned, rotary)")]
    [InlineData("""{"modelType":"mlp","tieWeights":true}""", "$.tieWeights", "tieWeights is not read by modelType mlp")]
    public void Config_ThatCannotBe_IsRefusedWhereItIsWrong(string config, string path, string message)
    {
        var problem = JobConfigParser.Parse(JsonElement.Parse(config)).Problems.ShouldHaveSingleItem();

        problem.Path.ShouldBe(path);
        problem.Message.ShouldContain(message);
    }
}
