using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>
/// Byte-level byte-pair encoding: tokens 0 to 255 are the bytes of UTF-8, and each merge makes one more of two others. Any text
/// has tokens, and they give the text back.
/// </summary>
internal sealed class BytePairTokenizer : ITokenizer
{
    public const string Kind = "bpe";

    /// <summary>Key of the metadata: the merges in their order, as JSON: <c>[[116,104],[256,101]]</c>.</summary>
    public const string MergesKey = "merges";

    private readonly BytePair[] _merges;
    private readonly Dictionary<BytePair, int> _tokenOf;
    private readonly byte[][] _bytes;

    /// <param name="merges">The i-th makes token 256 + i of two that are there before it.</param>
    /// <exception cref="ArgumentException">A merge names a token that is not there yet, or occurs twice.</exception>
    public BytePairTokenizer(IReadOnlyList<BytePair> merges)
    {
        _merges = [.. merges];
        _tokenOf = [];
        _bytes = new byte[ByteTokenizer.Bytes + merges.Count][];
        for (var token = 0; token < _bytes.Length; token++)
        {
            _bytes[token] = token < ByteTokenizer.Bytes ? [(byte)token] : Joined(_merges[token - ByteTokenizer.Bytes], token);
        }
    }

    public string Unit => "byte pairs";

    public int Count => _bytes.Length;

    public IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string>
    {
        [TokenizerChoice.KindKey] = Kind,
        [MergesKey] = JsonSerializer.Serialize(_merges.Select(pair => new[] { pair.Left, pair.Right })),
    };

    /// <summary>Learns the merges from texts.</summary>
    /// <param name="texts">What is counted: the training split, and nothing that is held out.</param>
    /// <param name="bound">At most that many tokens; at least 256.</param>
    public static BytePairTokenizer Of(IEnumerable<string> texts, int bound) => new(BytePairTraining.Learn(texts, bound));

    /// <summary>Reads the metadata's merges.</summary>
    public static BytePairTokenizer Read(string merges) =>
        new([.. JsonSerializer.Deserialize<int[][]>(merges)!.Select(pair => new BytePair(pair[0], pair[1]))]);

    public int[] Encode(string text)
    {
        var tokens = new List<int>(text.Length / 2);
        var seen = new Dictionary<string, int[]>();
        var byText = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var match in TextPieces.Of(text))
        {
            var piece = text.AsSpan(match.Index, match.Length);
            tokens.AddRange(CollectionsMarshal.GetValueRefOrAddDefault(byText, piece, out _) ??= EncodePiece(piece));
        }

        return [.. tokens];
    }

    public string Decode(IEnumerable<int> tokens) => Encoding.UTF8.GetString([.. tokens.SelectMany(token => _bytes[token])]);

    public int CharactersBegunIn(int token) => _bytes[token].Count(ByteTokenizer.Begins);

    /// <summary>Applies the merges in the order in which they were learned.</summary>
    private int[] EncodePiece(ReadOnlySpan<char> piece)
    {
        var tokens = new int[Encoding.UTF8.GetByteCount(piece)];
        var bytes = new byte[tokens.Length];
        Encoding.UTF8.GetBytes(piece, bytes);
        Array.ConvertAll(bytes, value => (int)value).CopyTo(tokens, 0);
        var left = tokens.AsSpan();
        while (Earliest(left) is { } merge)
        {
            left = left[..merge.Pair.MergeIn(left, merge.Token)];
        }

        return left.ToArray();
    }

    private (BytePair Pair, int Token)? Earliest(ReadOnlySpan<int> tokens)
    {
        (BytePair Pair, int Token)? earliest = null;
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var pair = new BytePair(tokens[i], tokens[i + 1]);
            if (_tokenOf.TryGetValue(pair, out var token) && (earliest is not { } other || token < other.Token))
            {
                earliest = (pair, token);
            }
        }

        return earliest;
    }

    private byte[] Joined(BytePair pair, int token)
    {
        if (pair.Left < 0 || pair.Left >= token || pair.Right < 0 || pair.Right >= token || !_tokenOf.TryAdd(pair, token))
        {
            throw new ArgumentException($"The merge of {pair.Left} and {pair.Right} to {token} is not one that can be: both must be there before, and only once.", nameof(pair));
        }

        return [.. _bytes[pair.Left], .. _bytes[pair.Right]];
    }
}
