using System.Runtime.InteropServices;

namespace ModelMine.Core.Formats;

/// <summary>A tensor to be written: what it is, and how to get its bytes when their turn comes.</summary>
/// <param name="Name">Its name, such as <c>conv1.weight</c>; any text but <c>__metadata__</c>.</param>
/// <param name="Dtype">Type of its elements.</param>
/// <param name="Shape">Its dimensions, outermost first; empty for a scalar.</param>
/// <param name="WriteData">Writes its elements, row by row, little-endian, to the stream given; exactly as many bytes as the shape says.</param>
public sealed record SafetensorsTensor(string Name, SafetensorsDtype Dtype, IReadOnlyList<long> Shape, Action<Stream> WriteData)
{
    /// <summary>A tensor whose bytes are in memory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dtype">Type of its elements.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="data">Its elements, row by row, little-endian.</param>
    public static SafetensorsTensor FromBytes(string name, SafetensorsDtype dtype, IReadOnlyList<long> shape, ReadOnlyMemory<byte> data) =>
        new(name, dtype, shape, stream => stream.Write(data.Span));

    /// <summary>A tensor of single-precision numbers in memory.</summary>
    /// <inheritdoc cref="FromBytes"/>
    public static SafetensorsTensor FromSingles(string name, IReadOnlyList<long> shape, ReadOnlyMemory<float> data) =>
        new(name, SafetensorsDtype.F32, shape, stream => stream.Write(MemoryMarshal.AsBytes(data.Span)));
}
