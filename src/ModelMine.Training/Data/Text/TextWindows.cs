using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Data.Text;

/// <summary>
/// A stretch of tokens cut into windows of one context each. For training, each epoch begins the cuts at another place, so that
/// every token comes to stand at every place of a window.
/// </summary>
internal sealed class TextWindows : IDisposable
{
    private readonly Tensor _numbers;
    private readonly Tensor _places;
    private readonly Tensor _starts;
    private readonly int _length;
    private readonly int _context;
    private readonly long _seed;

    public TextWindows(int[] numbers, int context, long seed)
    {
        _numbers = tensor(numbers);
        _length = numbers.Length;
        _context = context;
        _seed = seed;
        _places = tensor([.. LongRange(context + 1)], [1, context + 1]);
        _starts = tensor([.. LongRange(Predicted / context).Select(window => window * context)]);
        Count = (numbers.Length - context) / context;
    }

    /// <summary>Windows in an epoch, wherever it begins; 0 or less when the stretch is shorter than two contexts.</summary>
    public int Count { get; }

    /// <summary>Tokens whose prediction <see cref="InOrder"/> asks for: all but the first.</summary>
    public int Predicted => _length - 1;

    /// <summary>Windows of an epoch.</summary>
    /// <param name="places">Shape [windows], from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="epoch">From 0.</param>
    public TextBatch Take(Tensor places, long epoch)
    {
        var offset = new SeededRandom(_seed, Purpose.TextOffset, epoch).NextInt32(_context);
        return Cut(_starts.index_select(0, places).Plus(tensor((long)offset)));
    }

    /// <summary>The whole stretch once: consecutive windows, some at a time; the last may be alone and shorter.</summary>
    /// <remarks>Each batch is given out within the caller's dispose scope.</remarks>
    public IEnumerable<Func<TextBatch>> InOrder(int atOnce)
    {
        var whole = Predicted / _context;
        for (var window = 0; window < whole; window += atOnce)
        {
            var (first, count) = (window, Math.Min(atOnce, whole - window));
            yield return () => Cut(_starts.narrow(0, first, count));
        }

        var rest = Predicted - whole * _context;
        if (rest > 0)
        {
            yield return () => Split(_numbers.narrow(0, (long)whole * _context, rest + 1).unsqueeze(0));
        }
    }

    public void Dispose()
    {
        _numbers.Dispose();
        _places.Dispose();
        _starts.Dispose();
    }

    private TextBatch Cut(Tensor starts) =>
        Split(_numbers.index_select(0, starts.unsqueeze(1).Plus(_places).flatten()).view(starts.shape[0], _context + 1));

    private static IEnumerable<long> LongRange(int count) => Enumerable.Range(0, count).Select(number => (long)number);

    private static TextBatch Split(Tensor windows)
    {
        var length = windows.shape[1] - 1;
        // The text lies in memory as 32-bit numbers, but the loss takes 64.
        var tokens = windows.to(ScalarType.Int64);
        return new(tokens.narrow(1, 0, length), tokens.narrow(1, 1, length));
    }
}

/// <summary>Texts, and what comes after each of their tokens.</summary>
/// <param name="Tokens">Shape [texts, length].</param>
/// <param name="Next">Shape [texts, length].</param>
internal sealed record TextBatch(Tensor Tokens, Tensor Next)
{
    /// <summary>The same on a device.</summary>
    public TextBatch On(Device device) => new(Tokens.On(device), Next.On(device));
}
