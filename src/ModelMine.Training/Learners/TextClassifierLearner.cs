using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data;
using ModelMine.Training.Data.Text.Labelled;
using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Loops;
using ModelMine.Training.Losses;
using ModelMine.Training.Measures;
using ModelMine.Training.Models;
using ModelMine.Training.Models.TextClassifier;
using ModelMine.Training.Results;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>Learns to classify texts by cross entropy; the score is the share of texts classified rightly.</summary>
internal sealed class TextClassifierLearner : SupervisedLearner
{
    private readonly EffectiveConfig _config;
    private readonly LabelledTextFiles _files;
    private readonly ITokenizer _tokenizer;
    private readonly TextClassifierModel _model;
    private readonly PaddedTexts _train, _validation, _test;
    private readonly CrossEntropy _loss;
    private readonly double _baseline;

    private TextClassifierLearner(EffectiveConfig config, LabelledTextFiles files, ITokenizer tokenizer, TextClassifierModel model, LabelledTexts train, LabelledTexts validation)
        : base(config, model.Parameters, train.Count)
    {
        (_config, _files, _tokenizer, _model, _loss) = (config, files, tokenizer, model, new(config));
        (_train, _validation, _test) = (Padded(train), Padded(validation), Padded(files.Test));
        var frequent = train.MostFrequentLabel();
        _baseline = files.Test.Labels.Count(label => label == frequent) / (double)files.Test.Count;

        PaddedTexts Padded(LabelledTexts texts) => new(texts, tokenizer, config.Int32("maxLength"));
    }

    public override string ScoreName => "accuracy";

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"bert, an encoder trained from scratch (no pretrained weights), with {_model.Parameters.Count:N0} parameters on {_config.Dataset}: {_train.Count:N0} texts to train on, {_validation.Count:N0} to validate, {_test.Count:N0} to test{LeftOut}, {_tokenizer.Count:N0} different {_tokenizer.Unit}");

    private string LeftOut => _files.LeftOut == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({_files.LeftOut:N0} rows without a text or a class left out)");

    public override TrainedModel Model => new(_model.Parameters, new Dictionary<string, string>(_tokenizer.Metadata)
    {
        ["dataset"] = _config.Dataset,
        [ClassNames.Key] = ClassNames.Write(_files.Classes),
    });

    /// <exception cref="TrainingException">The classes of the data are not as many as the config says.</exception>
    public static TextClassifierLearner Of(EffectiveConfig config, LabelledTextFiles files)
    {
        if (files.Classes.Count != config.Int32("numLabels"))
        {
            throw new TrainingException($"{config.Dataset} has {files.Classes.Count} classes, but numLabels is {config.Int32("numLabels")}: leave it out.", retryable: false);
        }

        var split = RandomSplit.Of(files.Train.Count, config.Number("validationSplit"), config.Seed);
        var train = files.Train.Pick(split.Train);
        var tokenizer = TokenizerChoice.Of(config, train.Texts);
        return new(config, files, tokenizer, TextClassifierModel.For(config, tokenizer.Count), train, files.Train.Pick(split.Validation));
    }

    public override FinalReport Finish()
    {
        var measured = Measure(_test);
        return new()
        {
            Score = measured.Accuracy,
            TestLoss = measured.Loss,
            Metrics = new Dictionary<string, double>(measured.Figures("test"))
            {
                ["test/correct"] = measured.Correct,
                ["test/majorityBaseline"] = _baseline,
                ["vocabularySize"] = _tokenizer.Count,
            },
            Confusion = measured.Confusion(_files.Classes),
            TrainSamples = _train.Count,
            ValidationSamples = _validation.Count,
            TestSamples = _test.Count,
            DatasetDigest = _files.Digest,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Test: {measured.Correct:N0} of {_test.Count:N0} texts right, accuracy {measured.Accuracy:P2} (always the most frequent class: {_baseline:P2}), loss {measured.Loss:F4}"),
        };
    }

    protected override Tensor Loss(Tensor places, long epoch, Dropout dropout)
    {
        var batch = _train.Take(places).On(Device);
        return _loss.ToTrain(_model.Forward(batch.Tokens, batch.Mask, dropout), batch.Labels);
    }

    protected override EpochReport Validate(int epoch)
    {
        var measured = Measure(_validation);
        return new(
            measured.Accuracy,
            measured.Figures("validation"),
            string.Create(CultureInfo.InvariantCulture, $"training loss {LastEpochLoss:F4}, validation loss {measured.Loss:F4}, validation accuracy {measured.Accuracy:P2}"));
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

    private ClassMeasures Measure(PaddedTexts texts)
    {
        using var noGradients = no_grad();
        var measures = new ClassMeasures(_config.Words("metrics"), _files.Classes.Count);
        for (var start = 0; start < texts.Count; start += MeasuredAtOnce.LabelledTexts)
        {
            using var scope = NewDisposeScope();
            var batch = texts.Take(start, Math.Min(MeasuredAtOnce.LabelledTexts, texts.Count - start)).On(Device);
            measures.Add(_model.Forward(batch.Tokens, batch.Mask, dropout: null), batch.Labels);
        }

        return measures;
    }
}
