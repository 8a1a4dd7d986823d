using ModelMine.Training.Data.Text;
using ModelMine.Training.Data.Text.Tokenizers;

namespace ModelMine.Tests.Training.Data.Tokenizers;

public sealed class BytePairTests
{
    private static readonly Lazy<string> Scripture = new(() => KingJamesText.Read(Path.Combine(AppContext.BaseDirectory, "datasets", "kjv")).Content);

    /// <summary>The example of Sennrich et al. (2016): low ×5, lower ×2, newest ×6, widest ×3, without an end of word.</summary>
    [Fact]
    public void Learn_TheTextbooksWords_MergesTheirCommonEndingsFirst()
    {
        var words = string.Join('\n', Times("low", 5).Concat(Times("lower", 2)).Concat(Times("newest", 6)).Concat(Times("widest", 3)));

        var tokenizer = new BytePairTokenizer([.. BytePairTraining.Learn([words], 256 + 7)]);

        // e+s and s+t occur 9 times each, and e is before s in ASCII; then es+t. l+o and o+w occur 7 times each; then lo+w. Of the parts of newest, 6 times
        // each, e+w comes first, then n+ew before ew+est: the left one has the lower number.
        Enumerable.Range(256, 7).Select(token => tokenizer.Decode([token])).ShouldBe(["es", "est", "lo", "low", "ew", "new", "newest"]);
        tokenizer.Encode("lowest").Select(token => tokenizer.Decode([token])).ShouldBe(["low", "est"]);

        static IEnumerable<string> Times(string word, int count) => Enumerable.Repeat(word, count);
    }

    [Fact]
    public void Learn_FewerRepeatsThanAskedFor_Stops() => BytePairTraining.Learn(["abab"], 1000).Count.ShouldBe(2 - 1);

    [Fact]
    public void Learn_FromRealText_IsWhatCountingAnewEachTimeGives()
    {
        var text = Scripture.Value[..20_000];

        BytePairTraining.Learn([text], 256 + 150).ShouldBe(CountingAnew(text, 150));
    }

    [Fact]
    public void Tokens_NeverReachFromOneWordIntoTheNext()
    {
        var tokenizer = BytePairTokenizer.Of([Scripture.Value], 2000);

        Enumerable.Range(0, tokenizer.Count).Select(token => tokenizer.Decode([token])).ShouldAllBe(token => token.LastIndexOf(' ') <= 0);
        tokenizer.Count.ShouldBe(2000);
    }

    [Fact]
    public void Encode_WithALargeVocabulary_TakesLessThanAThirdOfTheCharacters() =>
        BytePairTokenizer.Of([Scripture.Value], 4000).Encode(Scripture.Value).Length.ShouldBeLessThan(Scripture.Value.Length / 3);

    [Theory]
    [InlineData(300, 97)]
    [InlineData(97, -1)]
    public void Tokenizer_OfAMergeThatCannotBe_IsRefused(int left, int right) =>
        Should.Throw<ArgumentException>(() => new BytePairTokenizer([new(left, right)])).Message.ShouldContain("not one that can be");

    [Fact]
    public void Encode_AVeryLongWord_CostsWhatItsLengthDoes()
    {
        var word = new string('a', 1_000_000);
        var tokenizer = BytePairTokenizer.Of([word], 300);

        tokenizer.Decode(tokenizer.Encode(word)).ShouldBe(word);
    }

    /// <summary>The definition, as plainly as it can be written.</summary>
    private static List<BytePair> CountingAnew(string text, int merges)
    {
        var words = new List<List<int>>();
        foreach (var piece in TextPieces.Of(text))
        {
            words.Add([.. System.Text.Encoding.UTF8.GetBytes(text.Substring(piece.Index, piece.Length)).Select(value => (int)value)]);
        }

        var learned = new List<BytePair>();
        for (var token = 256; token < 256 + merges; token++)
        {
            var best = words.SelectMany(word => word.Zip(word.Skip(1), (left, right) => new BytePair(left, right)))
                .CountBy(pair => pair).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
            learned.Add(best);
            foreach (var word in words)
            {
                for (var i = 0; i + 1 < word.Count; i++)
                {
                    if (word[i] == best.Left && word[i + 1] == best.Right)
                    {
                        word[i] = token;
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return learned;
    }
}
