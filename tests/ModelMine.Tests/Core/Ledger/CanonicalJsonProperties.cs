using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

public sealed class CanonicalJsonProperties
{
    [Fact]
    public void Serialize_OfCanonicalText_ChangesNothing() => JsonGen.Any.Sample(node =>
    {
        var once = CanonicalJson.Serialize(ToElement(node));
        CanonicalJson.Serialize(CanonicalJson.ParseCanonical(once)).ShouldBe(once);
    });

    [Fact]
    public void Serialize_KeepsTheValue() => JsonGen.Any.Sample(node =>
    {
        var back = JsonNode.Parse(CanonicalJson.Serialize(ToElement(node)));
        JsonNode.DeepEquals(back, JsonNode.Parse(CanonicalJson.Serialize(ToElement(back)))).ShouldBeTrue();
        Shape(back).ShouldBe(Shape(node));
    });

    [Fact]
    public void Serialize_KeysInAnyOrderAndAnyWhiteSpace_GivesTheSameText() =>
        Gen.Select(JsonGen.Any, Gen.Int).Sample((node, seed) =>
        {
            var shuffled = Shuffle(node, new Random(seed));
            var indented = shuffled?.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) ?? "null";
            CanonicalJson.Serialize(JsonElement.Parse(indented)).ShouldBe(CanonicalJson.Serialize(ToElement(node)));
        });

    [Fact]
    public void Serialize_AKeyDoubledAnywhere_IsRefused() =>
        Gen.Select(JsonGen.Text, JsonGen.Any, JsonGen.Any).Sample((key, first, second) =>
        {
            var name = JsonSerializer.Serialize(key);
            var json = $"[{{\"outer\":{{{name}:{first?.ToJsonString() ?? "null"},{name}:{second?.ToJsonString() ?? "null"}}}}}]";
            Should.Throw<CanonicalJsonException>(() => CanonicalJson.Serialize(JsonElement.Parse(json)));
        });

    private static JsonElement ToElement(JsonNode? node) => JsonElement.Parse(node?.ToJsonString() ?? "null");

    private static JsonNode? Shuffle(JsonNode? node, Random random) => node switch
    {
        JsonObject entries => new JsonObject(entries.OrderBy(_ => random.Next()).Select(pair => KeyValuePair.Create(pair.Key, Shuffle(pair.Value, random)))),
        JsonArray items => new JsonArray([.. items.Select(item => Shuffle(item, random))]),
        _ => node?.DeepClone(),
    };

    /// <summary>The value written by another road than the one under test: keys sorted, numbers by their bits.</summary>
    private static string Shape(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject entries => $"{{{string.Join(',', entries.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{JsonSerializer.Serialize(pair.Key)}:{Shape(pair.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Shape))}]",
        _ when node.GetValueKind() == JsonValueKind.Number => $"#{BitConverter.DoubleToInt64Bits(JsonElement.Parse(node.ToJsonString()).GetDouble() + 0.0)}",
        _ => node.ToJsonString(),
    };
}
