using System.Text.RegularExpressions;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Architecture;

/// <summary>A key that nothing reads is a lie to whoever sets it; a name that is no key is a crash of a trainer.</summary>
public sealed partial class ConfigKeysAreReadTests
{
    /// <summary>The keys that <see cref="EffectiveConfig"/> gives out as properties.</summary>
    private static readonly Dictionary<string, string> Properties = new()
    {
        ["epochs"] = nameof(EffectiveConfig.Epochs),
        ["batchSize"] = nameof(EffectiveConfig.BatchSize),
        ["learningRate"] = nameof(EffectiveConfig.LearningRate),
        ["seed"] = nameof(EffectiveConfig.Seed),
        ["dataset"] = nameof(EffectiveConfig.Dataset),
        ["environment"] = nameof(EffectiveConfig.Dataset),
    };

    private static readonly string Sources = string.Concat(Product.SourcesOf("Training").Select(File.ReadAllText));

    public static TheoryData<string> Keys => [.. JobConfigSchema.Keys.Select(key => key.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_OfTheSchema_IsReadByTheTrainer(string key) =>
        (Properties.TryGetValue(key, out var property) && Sources.Contains($"config.{property}", StringComparison.OrdinalIgnoreCase)
            || Getter().Matches(Sources).Any(match => match.Groups["key"].Value == key)).ShouldBeTrue();

    [Fact]
    public void Name_ThatTheTrainerReads_IsAKey() =>
        Getter().Matches(Sources).Select(match => match.Groups["key"].Value).Distinct()
            .Where(name => JobConfigSchema.Keys.All(key => key.Name != name)).ShouldBeEmpty();

    [GeneratedRegex(@"\b_?[cC]onfig\.(Int32|Number|Text|Flag|Words|Layers)\(""(?<key>\w+)""\)")]
    private static partial Regex Getter();
}
