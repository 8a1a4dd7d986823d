using System.Text.Json.Nodes;
using CsCheck;

namespace ModelMine.Tests.Core.Ledger;

/// <summary>JSON values of every kind, for properties.</summary>
internal static class JsonGen
{
    /// <summary>Text with all that canonical JSON treats specially: quotes, controls, and characters above the basic plane.</summary>
    public static readonly Gen<string> Text = Gen.OneOf("a", "B", "\"", "\\", "/", "\n", "\t", "\b", "\u0001", "\u007f", "\u0080", "é", "€", "\ufb33", "\U0001F600", " ")
        .Array[0, 6].Select(string.Concat);

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf<JsonNode?>(
        Gen.Const<JsonNode?>(() => null),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Double.Where(double.IsFinite).Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Int.Select(value => (JsonNode?)JsonValue.Create(value)),
        Text.Select(value => (JsonNode?)JsonValue.Create(value)));

    public static readonly Gen<JsonNode?> Any = Gen.Recursive<JsonNode?>((depth, inner) => depth >= 3
        ? Leaf
        : Gen.OneOf(
            Leaf,
            inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Select(Text, inner).Array[0, 5].Select(pairs =>
                (JsonNode?)new JsonObject(pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone()))))));
}
