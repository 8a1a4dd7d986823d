using System.Text;

namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>A token a byte of the text in UTF-8: 256 of them, whatever the text.</summary>
internal sealed class ByteTokenizer : ITokenizer
{
    public const string Kind = "byte";
    public const int Bytes = 256;

    public string Unit => "bytes";

    public int Count => Bytes;

    public IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string> { [TokenizerChoice.KindKey] = Kind };

    public int[] Encode(string text) => Array.ConvertAll(Encoding.UTF8.GetBytes(text), value => (int)value);

    public string Decode(IEnumerable<int> tokens) => Encoding.UTF8.GetString([.. tokens.Select(token => (byte)token)]);

    public int CharactersBegunIn(int token) => Begins((byte)token) ? 1 : 0;

    /// <summary>Whether a character's encoding begins with the byte; the others are of the form 10xxxxxx.</summary>
    public static bool Begins(byte value) => (value & 0b1100_0000) != 0b1000_0000;
}
