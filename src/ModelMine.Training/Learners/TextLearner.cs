using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Text;
using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Loops;
using ModelMine.Training.Losses;
using ModelMine.Training.Measures;
using ModelMine.Training.Models;
using ModelMine.Training.Models.Transformer;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>
/// Learns to predict the next token by cross entropy. A sample is a window of one context. The score is the perplexity a token,
/// measured over consecutive windows: the first tokens of each have little to go by, as in training.
/// </summary>
internal sealed class TextLearner : SupervisedLearner
{
    private const int EpochSampleLength = 160;
    private const int FinalSampleLength = 300;
    private const int FinalSamples = 3;
    private const double Temperature = 0.8;
    private readonly EffectiveConfig _config;
    private readonly CrossEntropy _loss;
    private readonly string _digest;
    private readonly ITokenizer _tokenizer;
    private readonly TransformerModel _model;
    private readonly TextStretch _train, _validation, _test;

    private TextLearner(EffectiveConfig config, string digest, ITokenizer tokenizer, TransformerModel model, TextStretch train, TextStretch validation, TextStretch test)
        : base(config, model.Parameters, train.Windows.Count)
    {
        (_config, _digest, _tokenizer, _model) = (config, digest, tokenizer, model);
        (_train, _validation, _test) = (train, validation, test);
        _loss = new(config);
    }

    public override string ScoreName => "perplexity";

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"transformer with {_model.Parameters.Count:N0} parameters on {_config.Dataset}: {_train.Windows.Count:N0} windows of {_model.Shape.Context} {_tokenizer.Unit} to train on, {_validation.Windows.Predicted:N0} {_tokenizer.Unit} to validate, {_test.Windows.Predicted:N0} to test, {_tokenizer.Count:N0} different ones");

    public override TrainedModel Model => new(_model.Parameters, new Dictionary<string, string>(_tokenizer.Metadata)
    {
        ["dataset"] = _config.Dataset,
        ["heads"] = _model.Shape.Heads.ToString(CultureInfo.InvariantCulture),
        ["context"] = _model.Shape.Context.ToString(CultureInfo.InvariantCulture),
    });

    /// <exception cref="TrainingException">The text is too short for the context.</exception>
    public static TextLearner Of(EffectiveConfig config, TextCorpus corpus)
    {
        var split = TextSplit.Of(corpus.Content);
        var tokenizer = TokenizerChoice.Of(config, split);
        var shape = TransformerShape.Of(config, tokenizer.Count);
        return new(config, corpus.Digest, tokenizer, new(shape, config.Seed), Stretch(split.Train, 2), Stretch(split.Validation, 1), Stretch(split.Test, 1));

        TextStretch Stretch(string text, int contexts)
        {
            var stretch = new TextStretch(text, tokenizer, shape.Context, config.Seed);
            return stretch.Windows.Predicted >= contexts * shape.Context
                ? stretch
                : throw new TrainingException(
                    string.Create(CultureInfo.InvariantCulture, $"{config.Dataset} is too short for contextLength {shape.Context}: a part of {stretch.Windows.Predicted + 1:N0} {tokenizer.Unit} must hold {contexts * shape.Context + 1:N0} at the least. Choose a smaller contextLength, or a longer text."),
                    retryable: false);
        }
    }

    public override FinalReport Finish()
    {
        var measure = Measure(_test);
        return new()
        {
            Score = measure.Perplexity,
            TestLoss = measure.Loss,
            Metrics = new Dictionary<string, double>(measure.Figures("test"))
            {
                ["test/tokens"] = measure.Tokens,
                ["test/characters"] = measure.Characters,
                ["vocabularySize"] = _tokenizer.Count,
            },
            TrainSamples = _train.Windows.Count,
            ValidationSamples = _validation.Windows.Count,
            TestSamples = _test.Windows.Count,
            DatasetDigest = _digest,
            Samples = [.. Enumerable.Range(0, FinalSamples).Select(number => Write(_config.Epochs + 1 + number, FinalSampleLength))],
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"Test: perplexity {measure.Perplexity:F3} a token, {measure.BitsPerCharacter:F3} bits a character, over {measure.Characters:N0} characters in {measure.Tokens:N0} {_tokenizer.Unit}"),
        };
    }

    protected override Tensor Loss(Tensor places, long epoch, Dropout dropout)
    {
        var batch = _train.Windows.Take(places, epoch).On(Device);
        return _loss.ToTrain(Scores(batch, dropout), batch.Next.reshape(-1));
    }

    protected override EpochReport Validate(int epoch)
    {
        var measure = Measure(_validation);
        return new(
            measure.Perplexity,
            measure.Figures("validation"),
            string.Create(CultureInfo.InvariantCulture, $"training loss {LastEpochLoss:F4}, validation loss {measure.Loss:F4}, validation perplexity {measure.Perplexity:F3}, {measure.BitsPerCharacter:F3} bits a character"),
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
            _model.Dispose();
        }
    }

    private TextMeasure Measure(TextStretch stretch)
    {
        using var noGradients = no_grad();
        var tokens = new ClassMeasures(_config.Words("metrics"), _tokenizer.Count);
        foreach (var take in stretch.Windows.InOrder(MeasuredAtOnce.Windows))
        {
            using var scope = NewDisposeScope();
            var batch = take().On(Device);
            tokens.Add(Scores(batch, dropout: null), batch.Next.reshape(-1));
        }

        return new(tokens, stretch.Characters, _config.Words("metrics"));
    }

    private Tensor Scores(TextBatch batch, Dropout? dropout) => _model.Forward(batch.Tokens, dropout).view(-1, _tokenizer.Count);

    private string Write(int number, int length) =>
        new TextWriting(_model, _tokenizer, Temperature).Begin(length, new SeededRandom(_config.Seed, Purpose.TextSample, number));
}
