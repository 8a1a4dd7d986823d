using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>
/// Scales gradients whose Euclidean norm is too long down to the longest allowed (Pascanu et al. 2013), as PyTorch's
/// <c>clip_grad_norm_</c>: all parameters together, g ← g · longest / (norm + 1e-6). The squares are summed in double precision in
/// sixteen lanes, whatever vectors the processor has: the result is the same bit for bit on each.
/// </summary>
internal static class GradientClipping
{
    public const double Epsilon = 1e-6;

    /// <summary>Scales them, if need be.</summary>
    /// <param name="gradients">All gradients; the length is a multiple of 16.</param>
    /// <param name="longest">Largest norm allowed; above 0.</param>
    /// <returns>The norm before.</returns>
    public static double Clip(Span<float> gradients, double longest)
    {
        var norm = Norm(gradients);
        var factor = longest / (norm + Epsilon);
        if (factor < 1)
        {
            Scale(gradients, (float)factor);
        }

        return norm;
    }

    /// <summary>Scales gradients on any device, if need be, without reading a number from it.</summary>
    /// <param name="gradients">All gradients, shape [numbers].</param>
    /// <param name="longest">Largest norm allowed; above 0.</param>
    public static void Clip(Tensor gradients, double longest)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        using Scalar epsilon = Epsilon, bound = longest;
        var norm = gradients.to(ScalarType.Float64).square().sum().sqrt();
        var factor = norm.add(epsilon).reciprocal().mul(bound);
        factor = factor.minimum(ones_like(factor));
        _ = gradients.mul_(factor.to(ScalarType.Float32));
    }

    /// <summary>Square root of the sum of squares.</summary>
    public static double Norm(ReadOnlySpan<float> gradients)
    {
        Vector512<double> low = default, high = default;
        foreach (var numbers in MemoryMarshal.Cast<float, Vector512<float>>(gradients))
        {
            var (first, second) = Vector512.Widen(numbers);
            low += first * first;
            high += second * second;
        }

        return Math.Sqrt(Vector512.Sum(low + high));
    }

    private static void Scale(Span<float> gradients, float factor)
    {
        var factors = new Vector<float>(factor);
        foreach (ref var numbers in MemoryMarshal.Cast<float, Vector<float>>(gradients))
        {
            numbers *= factors;
        }
    }
}
