using System.Text;
using CsCheck;
using ModelMine.Training;
using ModelMine.Training.Data.Text.Tokenizers;

namespace ModelMine.Tests.Training.Data.Tokenizers;

public sealed class TokenizerTests
{
    /// <summary>Any text whatsoever: every plane of Unicode, and what a keyboard gives.</summary>
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Int[0x20, 0x7E], Gen.Int[0, 0x2FF], Gen.Int[0x4E00, 0x4EFF], Gen.Int[0x1F600, 0x1F64F], Gen.Const((int)' '), Gen.Const((int)'\n'), Gen.Int[0, 0x10FFFF])
        .Where(Rune.IsValid).Select(value => new Rune(value).ToString()).Array[0, 200].Select(string.Concat);

    private static readonly BytePairTokenizer English = BytePairTokenizer.Of(["the cat sat on the mat, and the dog sat on the cat; then they went there."], 300);

    [Fact]
    public void Byte_AnyText_ComesBack() => AnyText.Sample(text => ComesBack(new ByteTokenizer(), text));

    [Fact]
    public void BytePair_AnyText_ComesBack_WhateverItWasLearnedFrom() => AnyText.Sample(text => ComesBack(English, text));

    [Fact]
    public void BytePair_LearnedFromAnyText_ComesBack_AndNeverTakesMoreTokensThanBytes() => AnyText.Sample(text =>
    {
        var tokenizer = BytePairTokenizer.Of([text], 400);
        ComesBack(tokenizer, text);
        tokenizer.Encode(text).Length.ShouldBeLessThanOrEqualTo(Encoding.UTF8.GetByteCount(text));
    });

    [Fact]
    public void Character_LearnedFromAnyText_ComesBack() => AnyText.Sample(text =>
    {
        var tokenizer = CharacterTokenizer.Of([text], bound: 1000);
        ComesBack(tokenizer, text);
        tokenizer.Count.ShouldBe(text.EnumerateRunes().Distinct().Count());
    });

    [Fact]
    public void Metadata_OfAnyTokenizer_MakesItAnew() => AnyText.Sample(text =>
    {
        foreach (var tokenizer in new ITokenizer[] { new ByteTokenizer(), BytePairTokenizer.Of([text], 300), CharacterTokenizer.Of([text], 1000, meetsOthers: true) })
        {
            var again = TokenizerChoice.FromMetadata(tokenizer.Metadata);
            again.ShouldBeOfType(tokenizer.GetType());
            again.Count.ShouldBe(tokenizer.Count);
            again.Encode(text).ShouldBe(tokenizer.Encode(text));
        }
    });

    [Fact]
    public void FromMetadata_OfAnUnknownTokenizer_SaysWhich() =>
        Should.Throw<TrainingException>(() => TokenizerChoice.FromMetadata(new Dictionary<string, string> { ["tokenizer"] = "syllable" })).Message.ShouldContain("syllable");

    [Fact]
    public void Character_TooFewAllowed_KeepsTheMostFrequentAndMarksTheRest()
    {
        var tokenizer = CharacterTokenizer.Of(["aaabbbccd"], bound: 3);

        tokenizer.Characters.ShouldBe("ab\uFFFD");
        tokenizer.Decode(tokenizer.Encode("abcd")).ShouldBe("ab\uFFFD\uFFFD");
    }

    [Fact]
    public void Character_ThatMeetsOthers_HasANumberForThem()
    {
        var tokenizer = CharacterTokenizer.Of(["ab"], bound: 10, meetsOthers: true);

        tokenizer.Decode(tokenizer.Encode("abz😀")).ShouldBe("ab\uFFFD\uFFFD");
        tokenizer.Count.ShouldBe(3);
    }

    [Fact]
    public void Character_ThatIsNotKnown_IsNamed() =>
        Should.Throw<ArgumentException>(() => CharacterTokenizer.Of(["ab"], bound: 10).Encode("az")).Message.ShouldContain("'z' (U+007A)");

    private static void ComesBack(ITokenizer tokenizer, string text)
    {
        var tokens = tokenizer.Encode(text);
        tokenizer.Decode(tokens).ShouldBe(text);
        tokens.ShouldAllBe(token => token >= 0 && token < tokenizer.Count);
        tokens.Sum(tokenizer.CharactersBegunIn).ShouldBe(text.EnumerateRunes().Count());
    }
}
