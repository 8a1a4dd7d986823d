using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>The published JSON Schema says the same as the parser, but for what needs two keys at once.</summary>
public sealed class JsonSchemaTests
{
    private static readonly JsonElement Schema = JsonElement.Parse(JobConfigSchema.ToJsonSchema().ToJsonString());

    public static TheoryData<string> Examples => [.. ExampleConfigs.All.Select(example => example.Key)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Schema_TakesEveryExample_AsItStands(string key) =>
        JsonSchemaOracle.IsValid(Schema, ExampleConfigs.Find(key)!.Config).ShouldBeTrue();

    [Fact]
    public void Schema_TakesEveryValidConfig() => ConfigGen.Valid.Sample(config =>
        JsonSchemaOracle.IsValid(Schema, JsonElement.Parse(config.ToJsonString())).ShouldBeTrue(config.ToJsonString()));

    [Fact]
    public void Schema_AndParser_AgreeOnAnyChangeOfAKey() =>
        Gen.Select(ConfigGen.Valid, Gen.OneOf(JobConfigSchema.Keys.Select(key => key.Name).Append("modelType").Append("other").ToArray()), Values)
            .Sample((config, name, value) =>
            {
                config[name] = value?.DeepClone();
                var element = JsonElement.Parse(config.ToJsonString());
                var problems = JobConfigParser.Parse(element).Problems.Where(problem => !IsAboutTwoKeys(problem.Message)).ToList();

                JsonSchemaOracle.IsValid(Schema, element).ShouldBe(problems.Count == 0, config.ToJsonString());
            }, iter: 2_000);

    private static bool IsAboutTwoKeys(string message) =>
        JobConfigSchema.Keys.Any(key => message.StartsWith($"{key.Name} (", StringComparison.Ordinal)
            // Which names are known depends on whose config it is, and which of them fit on the modelType; no data set is called "?".
            || (key.Kind == ConfigKeyKind.Dataset && message.StartsWith($"{key.Name} \"", StringComparison.Ordinal)
                && !message.StartsWith($"{key.Name} \"?\"", StringComparison.Ordinal)));

    private static readonly Gen<JsonNode?> Values = Gen.OneOf<JsonNode?>(
        Gen.Const<JsonNode?>(() => null),
        Gen.Bool.Select(value => (JsonNode?)value),
        Gen.Int[-2, 2000].Select(value => (JsonNode?)value),
        Gen.Double[-1, 2].Select(value => (JsonNode?)value),
        Gen.OneOf("mlp", "CNN", "dqn", "Trans-former", "kjv", "CIFAR_10", "mnist", "huber", "cross-entropy", "adam", "cosine", "cartpole", "nothing").Select(value => (JsonNode?)value),
        Gen.OneOf("f1", "top5", "Confusion_Matrix", "accuracy", "perplexity", "meanReturn", "?").Array[0, 3].Select(words => (JsonNode?)new JsonArray([.. words.Select(word => (JsonNode)word)])));
}
