using System.Text.Json;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Data.Text.Labelled;
using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Models.TextClassifier;
using ModelMine.Training.Models.Transformer;
using ModelMine.Training.Results;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Reference;

/// <summary>PyTorch makes of a text the tokens that we make of it, and with our weights the same outputs. See <c>lab/reference/text_outputs.py</c>.</summary>
[Collection(TorchTests.Name)]
public sealed class TextOutputsTests : IDisposable
{
    private const double Tolerance = 1e-4;
    private readonly TemporaryFolder _folder = new();
    private string Weights => _folder.File(TrainingJob.WeightsFileName);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("transformer")]
    [InlineData("transformer-bpe")]
    [InlineData("transformer-byte")]
    public async Task LanguageModel_InPyTorch_ScoresTheNextTokensTheSame(string family)
    {
        Trained.Of(family).In(_folder.Path);
        using var scope = NewDisposeScope();
        using var weights = TrainedWeights.Open(Weights);
        var tokenizer = TokenizerChoice.FromMetadata(weights.Tensors.Metadata);
        using var model = new TransformerModel(TransformerShape.Of(weights.Config, tokenizer.Count), seed: 7);
        model.Parameters.Load(weights.Tensors);
        const string Text = "And God said, Let us";

        var tokens = tokenizer.Encode(Text);
        var outputs = model.Forward(tensor(tokens.Select(token => (long)token).ToArray()).unsqueeze(0), dropout: null);

        Compare(await Python.RunAsync("text_outputs.py", Weights, Text), tokens, outputs);
        model.Parameters.Dispose();
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("bert-cls")]
    public async Task Classifier_InPyTorch_ScoresEachTextOfAPaddedBatchAsItDoesAlone(string family)
    {
        Trained.Of(family).In(_folder.Path);
        using var scope = NewDisposeScope();
        using var weights = TrainedWeights.Open(Weights);
        var tokenizer = TokenizerChoice.FromMetadata(weights.Tensors.Metadata);
        var model = TextClassifierModel.For(weights.Config, tokenizer.Count);
        model.Parameters.Load(weights.Tensors);
        string[] texts = ["Jesus wept.", "And Noah was five hundred years old: and Noah begat Shem, Ham, and Japheth.", "In the beginning"];
        using var padded = new PaddedTexts(new(texts, [3, 0, 0]), tokenizer, weights.Config.Int32("maxLength"));

        var batch = padded.Take(0, texts.Length);
        var outputs = model.Forward(batch.Tokens, batch.Mask, dropout: null);

        var lines = (await Python.RunAsync("text_outputs.py", [Weights, .. texts])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(texts.Length);
        for (var text = 0; text < texts.Length; text++)
        {
            var ours = batch.Tokens[text].data<long>().Zip(batch.Mask[text].data<bool>()).Where(pair => pair.Second).Select(pair => (int)pair.First);
            Compare(lines[text], ours, outputs[text]);
        }

        model.Parameters.Dispose();
    }

    private static void Compare(string line, IEnumerable<int> tokens, Tensor outputs)
    {
        var theirs = JsonElement.Parse(line);
        theirs.GetProperty("tokens").Deserialize<int[]>().ShouldBe(tokens);
        var (expected, found) = (theirs.GetProperty("outputs").Deserialize<float[]>()!, outputs.reshape(-1).data<float>().ToArray());
        found.Length.ShouldBe(expected.Length);
        found.Zip(expected, (one, other) => Math.Abs(one - other)).Max().ShouldBeLessThan((float)Tolerance);
        (expected.Max() - expected.Min()).ShouldBeGreaterThan(0.1f, "outputs that are all alike would prove nothing");
    }
}
