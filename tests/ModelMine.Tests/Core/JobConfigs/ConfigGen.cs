using System.Text.Json.Nodes;
using CsCheck;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>Job configs made from the schema's own table.</summary>
internal static class ConfigGen
{
    /// <summary>A value in the key's range for a family.</summary>
    public static Gen<JsonNode> Value(ConfigKey key, ModelFamily family) => key.Kind switch
    {
        ConfigKeyKind.WholeNumber when key.Numbers.Count > 0 => Gen.OneOf(key.Numbers.ToArray()).Select(value => (JsonNode)value),
        ConfigKeyKind.WholeNumber => Gen.Long[(long)key.Minimum!.Value, (long)key.Maximum!.Value].Select(value => (JsonNode)value),
        ConfigKeyKind.Number => Gen.Double[key.Minimum!.Value + (key.MinimumIsExclusive ? 1e-9 : 0), key.Maximum!.Value].Select(value => (JsonNode)value),
        ConfigKeyKind.Dataset => Gen.OneOf(DatasetValueReader.Catalog(family).SelectMany(entry => entry.Aliases.Prepend(entry.Facts.Name)).ToArray()).Select(value => (JsonNode)value),
        ConfigKeyKind.Name => Gen.OneOf(DatasetCatalog.FindEntry("penguins")!.Facts.Columns.Select(column => column.Name).ToArray()).Select(value => (JsonNode)value),
        ConfigKeyKind.Layers => Gen.OneOf(LayerLists).Select(text => JsonNode.Parse(text)!),
        ConfigKeyKind.Flag => Gen.Bool.Select(value => (JsonNode)value),
        ConfigKeyKind.Words => Word(key, family).Array[0, 4].Select(words => (JsonNode)new JsonArray([.. words.Select(word => (JsonNode)word)])),
        _ => Word(key, family).Select(value => (JsonNode)value),
    };

    /// <summary>Networks that end with ten or with a hundred numbers, for images of any size from 20 pixels on.</summary>
    private static readonly string[] LayerLists =
    [
        """[{"type":"Conv2D","filters":4},{"type":"MaxPooling2D"},{"type":"Dense","units":10,"activation":"softmax"}]""",
        """[{"type":"Conv2D","filters":4,"kernelSize":[3,5],"padding":"same","useBias":false},{"type":"BatchNorm"},{"type":"Activation","activation":"relu"},{"type":"GlobalAveragePooling2D"},{"type":"Dense","units":100}]""",
        """[{"type":"Flatten"},{"type":"Dropout","rate":0.25},{"type":"Dense","units":10}]""",
    ];

    private static Gen<string> Word(ConfigKey key, ModelFamily family) =>
        Gen.OneOf(key.Uses[family].Choices.SelectMany(choice => choice.Aliases.Prepend(choice.Value)).ToArray());

    /// <summary>Some keys of a family, each with a value in its range; what two keys must be to each other is not seen to.</summary>
    public static readonly Gen<JsonObject> EachInRange = Gen.Enum<ModelFamily>().SelectMany(family =>
    {
        var keys = JobConfigSchema.KeysOf(family).ToArray();
        return Gen.Shuffle(keys, 0, keys.Length).SelectMany(chosen => Values(chosen, family).Select(values =>
        {
            var config = new JsonObject { ["modelType"] = JobConfigSchema.NameOf(family) };
            for (var i = 0; i < chosen.Length; i++)
            {
                config[chosen[i].Name] = values[i].DeepClone();
            }

            return config;
        }));
    });

    /// <summary>Configs that can be trained.</summary>
    public static readonly Gen<JsonObject> Valid = EachInRange.Where(config =>
        JobConfigParser.Parse(System.Text.Json.JsonElement.Parse(config.ToJsonString())).IsValid);

    /// <summary>The same name in another spelling: case, - and _ put in at random.</summary>
    public static string Respell(string name, Random random) => string.Concat(name.Select(letter =>
        (random.Next(4) == 0 ? "_" : random.Next(6) == 0 ? "-" : "") + (random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter))));

    private static Gen<JsonNode[]> Values(ConfigKey[] keys, ModelFamily family) => keys.Aggregate(
        Gen.Const(Array.Empty<JsonNode>()),
        (values, key) => Gen.Select(values, Value(key, family), (before, value) => before.Append(value).ToArray()));
}
