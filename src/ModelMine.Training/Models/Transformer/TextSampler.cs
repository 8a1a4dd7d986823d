using System.Runtime.InteropServices;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Transformer;

/// <summary>Lets a transformer write: each character is drawn from what it expects, sharpened by a temperature.</summary>
internal sealed class TextSampler(TransformerModel model, double temperature)
{
    /// <summary>Goes on with a text.</summary>
    /// <param name="prompt">Numbers of the characters to begin with; at least one.</param>
    /// <param name="count">Characters to write.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>Numbers of what was written, without the prompt.</returns>
    public long[] Continue(IReadOnlyList<long> prompt, int count, SeededRandom random)
    {
        using var noGradients = no_grad();
        var written = new List<long>(prompt);
        for (var i = 0; i < count; i++)
        {
            using var scope = NewDisposeScope();
            var seen = written.Skip(Math.Max(0, written.Count - model.Shape.Context)).ToArray();
            var scores = model.Forward(tensor(seen).unsqueeze(0), dropout: null)[0, seen.Length - 1].contiguous();
            written.Add(Draw(MemoryMarshal.Cast<byte, float>(scores.bytes), random));
        }

        return [.. written.Skip(prompt.Count)];
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
