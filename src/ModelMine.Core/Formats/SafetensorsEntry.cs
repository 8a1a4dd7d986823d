namespace ModelMine.Core.Formats;

/// <summary>A tensor of a file that was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Type of its elements.</param>
/// <param name="Shape">Its dimensions, outermost first; empty for a scalar.</param>
/// <param name="Offset">Where its bytes begin, counted from the end of the header.</param>
/// <param name="Length">How many bytes it has.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsDtype Dtype, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>How many elements it has.</summary>
    public long Count => Length / Dtype.Size();
}
