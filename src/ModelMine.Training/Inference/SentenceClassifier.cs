using ModelMine.Core.Contracts;
using ModelMine.Training.Data.Text.Labelled;
using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Models.TextClassifier;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Inference;

/// <summary>Classifies short texts; of a longer one, what the model can see.</summary>
internal sealed class SentenceClassifier(TextClassifierModel model, ITokenizer tokenizer, int maxLength, string[] classes) : ITrainedModel
{
    public static SentenceClassifier Of(TrainedWeights weights)
    {
        var tokenizer = TokenizerChoice.FromMetadata(weights.Tensors.Metadata);
        var model = TextClassifierModel.For(weights.Config, tokenizer.Count);
        model.Parameters.Load(weights.Tensors);
        model.Parameters.MoveTo(ComputeDevice.ToUse(weights.Config));
        return new(model, tokenizer, weights.Config.Int32("maxLength"), ClassNames.Read(weights));
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        // It has no label: the batch wants one, and nothing reads it.
        using var padded = new PaddedTexts(new([((TrySentence)request).Sentence], [0]), tokenizer, maxLength);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var batch = padded.Take(0, 1).On(model.Parameters.Device);
        return [new TryClasses(ClassProbabilities.Of(model.Forward(batch.Tokens, batch.Mask, dropout: null), classes))];
    }

    public void Dispose() => model.Parameters.Dispose();
}
