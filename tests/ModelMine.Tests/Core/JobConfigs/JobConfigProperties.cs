using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ModelMine.Core.JobConfigs;
using ModelMine.Tests.Core.Ledger;

namespace ModelMine.Tests.Core.JobConfigs;

public sealed class JobConfigProperties
{
    [Fact]
    public void FromEffective_OfAnyEffectiveConfig_IsItself() => ConfigGen.Valid.Sample(config =>
    {
        var effective = Parse(config);
        var again = EffectiveConfig.FromEffective(effective.Json);

        again.ShouldBe(effective);
        again.Json.GetRawText().ShouldBe(effective.Json.GetRawText());
        again.MemoryMiB.ShouldBe(effective.MemoryMiB);
        EffectiveConfig.FromEffective(JsonElement.Parse(effective.CanonicalJson)).Digest.ShouldBe(effective.Digest);
    });

    [Fact]
    public void Digest_KeysAndWordsInAnySpellingAndOrder_IsTheSame() => Gen.Select(ConfigGen.Valid, Gen.Int).Sample((config, seed) =>
    {
        var random = new Random(seed);
        var respelt = new JsonObject(config.OrderBy(_ => random.Next()).Select(pair => KeyValuePair.Create<string, JsonNode?>(
            ConfigGen.Respell(pair.Key, random),
            pair.Value! switch
            {
                JsonArray words when words.All(word => word!.GetValueKind() == JsonValueKind.String) => new JsonArray([.. words.OrderBy(_ => random.Next()).Select(word => (JsonNode)ConfigGen.Respell(word!.GetValue<string>(), random))]),
                { } value when value.GetValueKind() == JsonValueKind.String => ConfigGen.Respell(value.GetValue<string>(), random),
                var value => value.DeepClone(),
            })));

        Parse(respelt).Digest.ShouldBe(Parse(config).Digest);
    });

    [Fact]
    public void Digest_AnyValueChanged_IsAnother() => Gen.Select(ConfigGen.Valid, Gen.Int[1, 1_000_000]).Sample((config, seed) =>
    {
        var before = Parse(config);
        config["seed"] = before.Seed == seed ? seed + 1 : seed;
        Parse(config).Digest.ShouldNotBe(before.Digest);
    });

    [Fact]
    public void Parse_AKeyOutOfRange_IsNamedWithItsPath() =>
        Gen.Select(ConfigGen.Valid, Gen.Int[0, 1000], Gen.Bool).Sample((config, which, above) =>
        {
            var numbers = JobConfigSchema.KeysOf(Parse(config).Family).Where(key => key.Maximum is not null).ToArray();
            var key = numbers[which % numbers.Length];
            config[key.Name] = above ? key.Maximum!.Value + 1 : key.Minimum!.Value - 1;

            JobConfigParser.Parse(ToElement(config)).Problems.ShouldContain(problem => problem.Path == $"$.{key.Name}" && problem.Message.StartsWith($"{key.Name} must be a"));
        });

    [Fact]
    public void Parse_AnyJsonWhatsoever_GivesAConfigOrProblems_NeverACrash() => JsonGen.Any.Sample(node =>
    {
        var result = JobConfigParser.Parse(ToElement(node));
        (result.Config is null).ShouldBe(result.Problems.Count > 0);
    });

    [Fact]
    public void Parse_KnownKeysWithAnyJsonInThem_GivesAConfigOrProblems_NeverACrash() =>
        Gen.Select(Gen.OneOf(JobConfigSchema.Keys.Select(key => key.Name).Append("modelType").ToArray()), JsonGen.Any).Array[0, 6].Sample(pairs =>
        {
            var config = new JsonObject(pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone())));
            var result = JobConfigParser.Parse(ToElement(config));
            (result.Config is null).ShouldBe(result.Problems.Count > 0);
        });

    private static JsonElement ToElement(JsonNode? node) => JsonElement.Parse(node?.ToJsonString() ?? "null");

    private static EffectiveConfig Parse(JsonObject config) => JobConfigParser.Parse(ToElement(config)).Config.ShouldNotBeNull(config.ToJsonString());
}
