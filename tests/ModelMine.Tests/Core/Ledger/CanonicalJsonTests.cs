using System.Text;
using System.Text.Json;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

/// <summary>The examples of RFC 8785 itself, and what has no canonical form.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void Serialize_ExampleOfSection3_2_GivesTheBytesOfSection3_2_4()
    {
        const string Input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string ExpectedHex =
            "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b3330"
            + "2c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d";

        var canonical = CanonicalJson.Serialize(JsonElement.Parse(Input));

        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canonical)).ShouldBe(ExpectedHex);
    }

    [Fact]
    public void Serialize_ExampleOfSection3_2_3_SortsKeysByUtf16CodeUnits()
    {
        const string Input = """
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """;

        var canonical = CanonicalJson.Serialize(JsonElement.Parse(Input));

        JsonElement.Parse(canonical).EnumerateObject().Select(property => property.Value.GetString()).ShouldBe(
        [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh",
        ]);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}", "twice")]
    [InlineData("{\"x\":{\"a\":1,\"\\u0061\":2}}", "twice")]
    [InlineData("\"\\ud800\"", "surrogate")]
    [InlineData("\"\\udc00\\ud800\"", "surrogate")]
    [InlineData("{\"\\udfff\":1}", "surrogate")]
    [InlineData("1e400", "infinities")]
    [InlineData("[-1e999]", "infinities")]
    public void Serialize_WhatHasNoCanonicalForm_IsRefused(string json, string why) =>
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.Serialize(JsonElement.Parse(json))).Message.ShouldContain(why);

    [Fact]
    public void Serialize_NestedTooDeep_IsRefused_NotAStackOverflow()
    {
        const int Depth = 2_000;
        var json = new string('[', Depth) + new string(']', Depth);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Depth + 1 });

        Should.Throw<CanonicalJsonException>(() => CanonicalJson.Serialize(document.RootElement)).Message.ShouldContain("deeper");
    }

    [Theory]
    [InlineData("{\"b\":1,\"a\":2}")]
    [InlineData("{ \"a\":2}")]
    [InlineData("[1.0]")]
    [InlineData("[-0]")]
    [InlineData("\"\\u0041\"")]
    [InlineData("\"\\/\"")]
    [InlineData("{\"a\":1}\n")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[1] // why")]
    public void ParseCanonical_AnotherTextForTheSameValue_IsRefused(string text) =>
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.ParseCanonical(text));

    [Fact]
    public void ParseCanonical_HalfASurrogatePairInTheText_IsRefused() =>
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.ParseCanonical("\"\ud800\""));
}
