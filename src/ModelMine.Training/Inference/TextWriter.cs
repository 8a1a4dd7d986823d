using ModelMine.Core.Contracts;
using ModelMine.Training.Data.Text;
using ModelMine.Training.Models.Transformer;
using ModelMine.Training.Randomness;
using ModelMine.Training.Results;

namespace ModelMine.Training.Inference;

/// <summary>Goes on with a text, a token at a time.</summary>
internal sealed class TextWriter(TransformerModel model, CharacterVocabulary vocabulary) : ITrainedModel
{
    private const string LineEnd = "\n";

    public static TextWriter Of(TrainedWeights weights)
    {
        var vocabulary = new CharacterVocabulary(weights.Text("vocabulary"));
        var model = new TransformerModel(TransformerShape.Of(weights.Config, vocabulary.Count), weights.Config.Seed);
        model.Parameters.Load(weights.Tensors);
        return new(model, vocabulary);
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        var asked = (TryPrompt)request;
        var seen = Encode(asked.Prompt is "" ? LineEnd : asked.Prompt).ToList();
        var random = new SeededRandom(asked.Seed ?? Random.Shared.NextInt64(), Purpose.TextSample, 0);
        var sampler = new TextSampler(model, asked.Temperature);
        for (var i = 0; i < asked.Length; i++)
        {
            var next = sampler.Continue(seen, 1, random)[0];
            seen.Add(next);
            yield return new TryText(vocabulary.Decode([next]));
        }
    }

    public void Dispose() => model.Parameters.Dispose();

    private long[] Encode(string text)
    {
        try
        {
            return vocabulary.Encode(text);
        }
        catch (ArgumentException error)
        {
            throw new TrainingException($"The model was trained on a text without one of these characters. {error.Message}", retryable: false, error);
        }
    }
}
