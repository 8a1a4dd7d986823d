using System.Runtime.InteropServices;
using ModelMine.Core.Contracts;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Inference;

/// <summary>From a classifier's scores to what it takes to be likely.</summary>
internal static class ClassProbabilities
{
    /// <param name="scores">Shape [1, classes]: unnormalised log-probabilities.</param>
    /// <param name="names">The classes.</param>
    /// <returns>The likeliest first, at most <see cref="TryLimits.MostClasses"/>.</returns>
    public static IReadOnlyList<ClassProbability> Of(Tensor scores, IReadOnlyList<string> names)
    {
        using var scope = NewDisposeScope();
        var probabilities = MemoryMarshal.Cast<byte, float>(F.softmax(scores, 1).OnProcessor().contiguous().bytes).ToArray();
        return [.. names.Zip(probabilities, (name, probability) => new ClassProbability(name, probability))
            .OrderByDescending(of => of.Probability).Take(TryLimits.MostClasses)];
    }
}
