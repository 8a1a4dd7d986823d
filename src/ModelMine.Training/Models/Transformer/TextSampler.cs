using System.Runtime.InteropServices;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Transformer;

/// <summary>Lets a transformer go on with a text: each token is drawn from what it expects, sharpened by a temperature.</summary>
/// <param name="model">The model.</param>
/// <param name="temperature">Above 0; below 1 the likely becomes likelier.</param>
internal sealed class TextSampler(TransformerModel model, double temperature)
{
    /// <summary>Goes on with a text, token by token, for as long as the caller takes any.</summary>
    /// <param name="prompt">The tokens to begin with; at least one. Of a long text, only the last context is seen.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>What is written, without the prompt.</returns>
    public IEnumerable<int> Continue(IReadOnlyList<int> prompt, SeededRandom random)
    {
        var seen = new List<long>(prompt.Select(token => (long)token));
        while (true)
        {
            seen.RemoveRange(0, Math.Max(0, seen.Count - model.Shape.Context));
            var next = Next([.. seen], random);
            seen.Add(next);
            yield return next;
        }
    }

    private int Next(long[] seen, SeededRandom random)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var scores = model.Forward(tensor(seen).unsqueeze(0).On(model.Parameters.Device), dropout: null)[0, seen.Length - 1].OnProcessor().contiguous();
        return Draw(MemoryMarshal.Cast<byte, float>(scores.bytes), random);
    }

    private int Draw(ReadOnlySpan<float> scores, SeededRandom random)
    {
        double highest = scores[0];
        foreach (var score in scores)
        {
            highest = Math.Max(highest, score);
        }

        var weights = new double[scores.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] = Math.Exp((scores[i] - highest) / temperature);
        }

        var left = random.NextDouble() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }
}
