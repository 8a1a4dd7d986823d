using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Transformer;

/// <summary>
/// Rotary position embedding (Su et al. 2021): place p turns the numbers i and i + half of each head by the angle
/// p · 10000^(-2i / width of the head), so that what a query and a key have in common depends on how far apart they are.
/// </summary>
internal sealed class RotaryPositions : IDisposable
{
    private const double Base = 10_000;
    private Tensor _cosines, _sines;
    private readonly long[] _half;

    /// <param name="context">Places.</param>
    /// <param name="headWidth">Numbers of a head; even.</param>
    public RotaryPositions(int context, int headWidth)
    {
        _half = [headWidth / 2];
        var cosines = new float[context * headWidth];
        var sines = new float[context * headWidth];
        for (var place = 0; place < context; place++)
        {
            for (var i = 0; i < headWidth; i++)
            {
                var (sine, cosine) = Math.SinCos(place * Math.Pow(Base, -2.0 * (i % _half[0]) / headWidth));
                cosines[place * headWidth + i] = (float)cosine;
                sines[place * headWidth + i] = (float)(i < _half[0] ? -sine : sine);
            }
        }

        using var scope = NewDisposeScope();
        _cosines = tensor(cosines).view(context, headWidth).DetachFromDisposeScope();
        _sines = tensor(sines).view(context, headWidth).DetachFromDisposeScope();
    }

    /// <summary>Turns queries and keys.</summary>
    /// <param name="values">Shape [.., length, headWidth]; at most as long as the context.</param>
    public Tensor Turn(Tensor values)
    {
        Follow(values);
        var length = values.shape[^2];
        return (values * _cosines.narrow(0, 0, length)).Plus(values.roll(_half, LastDimension) * _sines.narrow(0, 0, length));
    }

    /// <summary>Brings the tables to where the values are.</summary>
    private void Follow(Tensor values)
    {
        if (_cosines.device_type == values.device_type)
        {
            return;
        }

        using Tensor cosines = _cosines, sines = _sines;
        _cosines = cosines.to(values.device).DetachFromDisposeScope();
        _sines = sines.to(values.device).DetachFromDisposeScope();
    }

    public void Dispose()
    {
        _cosines.Dispose();
        _sines.Dispose();
    }

    private static readonly long[] LastDimension = [-1];
}
