using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Models.Transformer;
using ModelMine.Training.Randomness;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;

namespace ModelMine.Training.Inference;

/// <summary>Goes on with a text, a token at a time.</summary>
internal sealed class TextWriter(TransformerModel model, ITokenizer tokenizer) : ITrainedModel
{
    public static TextWriter Of(TrainedWeights weights)
    {
        var tokenizer = TokenizerChoice.FromMetadata(weights.Tensors.Metadata);
        var model = new TransformerModel(TransformerShape.Of(weights.Config, tokenizer.Count), weights.Config.Seed);
        model.Parameters.Load(weights.Tensors);
        model.Parameters.MoveTo(ComputeDevice.ToUse(weights.Config));
        return new(model, tokenizer);
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        var asked = (TryPrompt)request;
        RequireKnown(asked.Prompt);
        var random = new SeededRandom(asked.Seed ?? AnySeed(), Purpose.TextSample, 0);
        return new TextWriting(model, tokenizer, asked.Temperature).GoOn(asked.Prompt, asked.Length, random).Select(text => new TryText(text));
    }

    public void Dispose() => model.Dispose();

    // Which text comes of a request without a seed is nobody's to foretell: it is no result that anybody computes anew.
    private static long AnySeed() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    private void RequireKnown(string text)
    {
        try
        {
            tokenizer.Encode(text);
        }
        catch (ArgumentException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
    }
}
