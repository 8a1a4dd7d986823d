using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Text;
using ModelMine.Training.Loops;
using ModelMine.Training.Models;
using ModelMine.Training.Models.Transformer;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Learners;

/// <summary>
/// Learns to predict the next character by cross entropy. A sample is a window of one context. The score is the perplexity a
/// character, measured over consecutive windows: the first characters of each have little to go by, as in training.
/// </summary>
internal sealed class TextLearner : SupervisedLearner
{
    private const int MeasuredAtOnce = 64;
    private const int EpochSampleLength = 160;
    private const int FinalSampleLength = 300;
    private const int FinalSamples = 3;
    private const double Temperature = 0.8;
    private readonly EffectiveConfig _config;
    private readonly CharacterVocabulary _vocabulary;
    private readonly TransformerModel _model;
    private readonly TextWindows _train, _validation, _test;

    private TextLearner(EffectiveConfig config, CharacterVocabulary vocabulary, TransformerModel model, TextWindows train, TextWindows validation, TextWindows test)
        : base(config, model.Parameters, train.Count)
    {
        (_config, _vocabulary, _model) = (config, vocabulary, model);
        (_train, _validation, _test) = (train, validation, test);
    }

    public override string ScoreName => "perplexity";

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"transformer with {_model.Parameters.Count:N0} parameters on {_config.Dataset}: {_train.Count:N0} windows of {_model.Shape.Context} characters to train on, {_validation.Predicted:N0} characters to validate, {_test.Predicted:N0} to test, {_vocabulary.Count} different ones");

    public override TrainedModel Model => new(_model.Parameters, new Dictionary<string, string>
    {
        ["dataset"] = _config.Dataset,
        ["vocabulary"] = _vocabulary.Characters,
        ["heads"] = _model.Shape.Heads.ToString(CultureInfo.InvariantCulture),
    });

    public static TextLearner Of(EffectiveConfig config, string text)
    {
        var split = TextSplit.Of(text);
        var vocabulary = CharacterVocabulary.Of(text, config.Int32("vocabSize"));
        var shape = TransformerShape.Of(config, vocabulary.Count);
        return new(config, vocabulary, new(shape, config.Seed), Windows(split.Train), Windows(split.Validation), Windows(split.Test));

        TextWindows Windows(string stretch) => new(vocabulary.Encode(stretch), shape.Context, config.Seed);
    }

    public override FinalReport Finish()
    {
        var loss = Measure(_test);
        var perplexity = Math.Exp(loss);
        var bits = loss / Math.Log(2);
        return new()
        {
            Score = perplexity,
            TestLoss = loss,
            Metrics = new Dictionary<string, double> { ["test/perplexity"] = perplexity, ["test/loss"] = loss, ["test/bitsPerCharacter"] = bits },
            TrainSamples = _train.Count,
            ValidationSamples = _validation.Count,
            TestSamples = _test.Count,
            DatasetDigest = KingJamesText.Digest,
            Samples = [.. Enumerable.Range(0, FinalSamples).Select(number => Write(_config.Epochs + 1 + number, FinalSampleLength))],
            Summary = string.Create(CultureInfo.InvariantCulture, $"Test: perplexity {perplexity:F3} a character, {bits:F3} bits a character, over {_test.Predicted:N0} characters"),
        };
    }

    protected override Tensor Loss(Tensor places, long epoch, Dropout dropout) => Loss(_train.Take(places, epoch), dropout, nn.Reduction.Mean);

    protected override EpochReport Validate(int epoch)
    {
        var loss = Measure(_validation);
        var perplexity = Math.Exp(loss);
        return new(
            perplexity,
            new Dictionary<string, double> { ["validation/loss"] = loss, ["validation/perplexity"] = perplexity },
            string.Create(CultureInfo.InvariantCulture, $"training loss {LastEpochLoss:F4}, validation loss {loss:F4}, validation perplexity {perplexity:F3}"),
            Write(epoch, EpochSampleLength));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _train.Dispose();
            _validation.Dispose();
            _test.Dispose();
        }
    }

    private double Measure(TextWindows windows)
    {
        using var noGradients = no_grad();
        var sum = 0.0;
        foreach (var take in windows.InOrder(MeasuredAtOnce))
        {
            using var scope = NewDisposeScope();
            sum += Loss(take(), dropout: null, nn.Reduction.Sum).item<float>();
        }

        return sum / windows.Predicted;
    }

    private Tensor Loss(TextBatch batch, Dropout? dropout, nn.Reduction reduction)
    {
        var scores = _model.Forward(batch.Tokens, dropout);
        return F.cross_entropy(scores.view(-1, _vocabulary.Count), batch.Next.reshape(-1), reduction: reduction);
    }

    // The prompt is a line's end (or whatever character comes first, where that is not known): the text begins a verse.
    private string Write(int number, int length)
    {
        var prompt = new[] { (long)Math.Max(0, _vocabulary.Characters.IndexOf('\n', StringComparison.Ordinal)) };
        return _vocabulary.Decode(new TextSampler(_model, Temperature).Continue(prompt, length, new SeededRandom(_config.Seed, Purpose.TextSample, number)));
    }
}
