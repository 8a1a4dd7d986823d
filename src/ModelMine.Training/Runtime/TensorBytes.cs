using static TorchSharp.torch;

namespace ModelMine.Training.Runtime;

/// <summary>Bytes of tensors to and from files, wherever the tensors lie.</summary>
internal static class TensorBytes
{
    /// <summary>Fills the bytes of a tensor.</summary>
    public delegate void Filling(Span<byte> bytes);

    /// <summary>Writes a contiguous tensor.</summary>
    public static void Write(Tensor tensor, Stream stream)
    {
        using var scope = NewDisposeScope();
        stream.Write(tensor.detach().OnProcessor().bytes);
    }

    /// <summary>Fills a contiguous tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fill">Gives its bytes.</param>
    public static void Read(Tensor tensor, Filling fill)
    {
        if (tensor.device_type == CPU.type)
        {
            fill(tensor.bytes);
            return;
        }

        using var scope = NewDisposeScope();
        var read = empty(tensor.shape, tensor.dtype);
        fill(read.bytes);
        _ = tensor.detach().copy_(read);
    }
}
