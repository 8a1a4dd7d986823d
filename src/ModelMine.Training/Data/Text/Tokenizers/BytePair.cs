namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>Two tokens that follow each other.</summary>
/// <param name="Left">The first.</param>
/// <param name="Right">The second.</param>
internal readonly record struct BytePair(int Left, int Right) : IComparable<BytePair>
{
    public int CompareTo(BytePair other) => Left != other.Left ? Left.CompareTo(other.Left) : Right.CompareTo(other.Right);

    /// <summary>Puts one token in place of each occurrence of the pair, from left to right.</summary>
    /// <param name="tokens">Changed in place.</param>
    /// <param name="merged">The token for both.</param>
    /// <returns>How many tokens are left.</returns>
    public int MergeIn(Span<int> tokens, int merged)
    {
        var kept = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var found = i + 1 < tokens.Length && tokens[i] == Left && tokens[i + 1] == Right;
            tokens[kept++] = found ? merged : tokens[i];
            i += found ? 1 : 0;
        }

        return kept;
    }
}
