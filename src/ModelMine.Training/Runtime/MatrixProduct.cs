using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Runtime;

/// <summary>
/// A linear layer over many rows, by whichever of libtorch's two libraries multiplies faster here. fp32 products go to MKL, which
/// keeps its fastest kernels for Intel's processors; the same product written as a 1 × 1 convolution goes to oneDNN, which looks at
/// what the processor can do. On an AMD EPYC with AVX-512 that is 1.2 to 2 times as fast (docs/training-performance.md).
/// </summary>
internal static class MatrixProduct
{
    /// <summary>Below so many rows the convolution's set-up costs more than it gains.</summary>
    private const long FewestRows = 256;

    private static readonly bool ConvolutionIsFaster = IsOtherThanIntel();

    /// <summary>values · weightᵀ + bias.</summary>
    /// <param name="values">Shape [..., inputs].</param>
    /// <param name="weight">Shape [outputs, inputs].</param>
    /// <param name="bias">Shape [outputs]; null for none.</param>
    /// <returns>Shape [..., outputs].</returns>
    public static Tensor Linear(Tensor values, Tensor weight, Tensor? bias = null)
    {
        var shape = values.shape;
        var inputs = shape[^1];
        var rows = values.numel() / inputs;
        return ConvolutionIsFaster && rows >= FewestRows && values.dtype == ScalarType.Float32 && values.device_type == TorchSharp.DeviceType.CPU && !Autocast.IsOn
            ? AsConvolution(values, weight, bias, rows, inputs).view([.. shape[..^1], weight.shape[0]])
            : F.linear(values, weight, bias);
    }

    /// <summary>The rows stand as places of an image whose channels are the inputs: channels last, so that nothing is copied.</summary>
    /// <returns>Shape [rows, outputs].</returns>
    internal static Tensor AsConvolution(Tensor values, Tensor weight, Tensor? bias, long rows, long inputs)
    {
        var image = values.reshape(1, rows, 1, inputs).permute(0, 3, 1, 2);
        return F.conv2d(image, weight.view(weight.shape[0], inputs, 1, 1), bias).permute(0, 2, 3, 1).reshape(rows, weight.shape[0]);
    }

    private static bool IsOtherThanIntel()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || !X86Base.IsSupported) return false;
        var (_, b, c, d) = X86Base.CpuId(0, 0);
        return (b, d, c) != (Word("Genu"), Word("ineI"), Word("ntel"));
    }

    private static int Word(string letters) => letters[0] | (letters[1] << 8) | (letters[2] << 16) | (letters[3] << 24);
}
