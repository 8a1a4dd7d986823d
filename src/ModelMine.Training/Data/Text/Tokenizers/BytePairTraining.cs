using System.Runtime.InteropServices;
using System.Text;

namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>
/// Learns byte-level byte-pair encoding (Gage 1994; Sennrich et al. 2016; Radford et al. 2019): time and again, the most frequent
/// pair of neighbours becomes a token of its own. Of pairs as frequent, the one with the lower numbers comes first, so the same
/// text always gives the same merges. Counts are kept as words change: a merge costs what the words that hold it are long.
/// </summary>
internal sealed class BytePairTraining
{
    private const int LeastFrequent = 2;
    private readonly List<Word> _words = [];
    private readonly Dictionary<BytePair, long> _counts = [];
    private readonly Dictionary<BytePair, HashSet<int>> _places = [];
    private readonly PriorityQueue<(BytePair Pair, long Count), (long Fewer, BytePair Pair)> _queue = new();
    private readonly HashSet<BytePair> _grown = [];

    private BytePairTraining(Dictionary<string, long> pieces)
    {
        foreach (var (piece, count) in pieces)
        {
            _words.Add(new(Array.ConvertAll(Encoding.UTF8.GetBytes(piece), value => (int)value), count));
            Enter(_words.Count - 1);
        }

        Enqueue();
    }

    /// <summary>Learns from texts.</summary>
    /// <param name="texts">What is counted.</param>
    /// <param name="vocabulary">At most that many tokens, the 256 bytes among them.</param>
    /// <returns>The merges in their order: the i-th makes token 256 + i. Fewer than asked for when no pair occurs twice any more.</returns>
    public static List<BytePair> Learn(IEnumerable<string> texts, int vocabulary)
    {
        var training = new BytePairTraining(Count(texts));
        var merges = new List<BytePair>();
        while (ByteTokenizer.Bytes + merges.Count < vocabulary && training.MostFrequent() is { } pair)
        {
            training.Merge(pair, ByteTokenizer.Bytes + merges.Count);
            merges.Add(pair);
        }

        return merges;
    }

    private static Dictionary<string, long> Count(IEnumerable<string> texts)
    {
        var pieces = new Dictionary<string, long>();
        var byText = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            foreach (var piece in TextPieces.Of(text))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(byText, text.AsSpan(piece.Index, piece.Length), out _)++;
            }
        }

        return pieces;
    }

    /// <summary>What the queue says of a pair may be out of date; it is then put back with what is true.</summary>
    private BytePair? MostFrequent()
    {
        while (_queue.TryDequeue(out var entry, out _))
        {
            var count = _counts.GetValueOrDefault(entry.Pair);
            if (count < LeastFrequent)
            {
                continue;
            }

            if (count == entry.Count)
            {
                return entry.Pair;
            }

            _queue.Enqueue((entry.Pair, count), (-count, entry.Pair));
        }

        return null;
    }

    private void Merge(BytePair pair, int merged)
    {
        _places.Remove(pair, out var places);
        foreach (var place in places!)
        {
            var word = _words[place];
            Add(word, -word.Count);
            _words[place] = word with { Tokens = word.Tokens[..pair.MergeIn(word.Tokens, merged)] };
            Enter(place);
        }

        _counts.Remove(pair);
        _grown.Remove(pair);
        Enqueue();
    }

    private void Enter(int place)
    {
        var word = _words[place];
        Add(word, word.Count);
        for (var i = 0; i + 1 < word.Tokens.Length; i++)
        {
            var pair = new BytePair(word.Tokens[i], word.Tokens[i + 1]);
            (CollectionsMarshal.GetValueRefOrAddDefault(_places, pair, out _) ??= []).Add(place);
            _grown.Add(pair);
        }
    }

    private void Add(Word word, long count)
    {
        for (var i = 0; i + 1 < word.Tokens.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, new(word.Tokens[i], word.Tokens[i + 1]), out _) += count;
        }
    }

    private void Enqueue()
    {
        foreach (var pair in _grown)
        {
            var count = _counts[pair];
            _queue.Enqueue((pair, count), (-count, pair));
        }

        _grown.Clear();
    }

    private readonly record struct Word(int[] Tokens, long Count);
}
