using System.Text.Json;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>The table itself, whatever keys are added to it.</summary>
public sealed class JobConfigSchemaTests
{
    public static TheoryData<string> Keys => [.. JobConfigSchema.Keys.Select(key => key.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_OfTheTable_IsDeclaredWhole(string name)
    {
        var key = JobConfigSchema.Find(name).ShouldNotBeNull();

        JsonNamingPolicy.CamelCase.ConvertName(name).ShouldBe(name);
        key.Help.ShouldEndWith(".");
        key.Uses.ShouldNotBeEmpty();
        foreach (var (family, use) in key.Uses)
        {
            (use.Default, key.Kind).ShouldSatisfyAllConditions(
                _ => use.Default.GetType().ShouldBe(key.Kind switch
                {
                    ConfigKeyKind.WholeNumber => typeof(long),
                    ConfigKeyKind.Number => typeof(double),
                    ConfigKeyKind.Flag => typeof(bool),
                    ConfigKeyKind.Words => typeof(string[]),
                    ConfigKeyKind.Layers => typeof(ModelMine.Core.JobConfigs.Layers.Layer[]),
                    _ => typeof(string),
                }),
                _ => use.Choices.Count.ShouldBe(key.Kind is ConfigKeyKind.Text or ConfigKeyKind.Words ? use.Choices.Count : 0));
            if (key.Kind == ConfigKeyKind.Text)
            {
                use.Choices.Select(choice => choice.Value).ShouldContain((string)use.Default, $"{name} of {family}");
            }
            else if (key.Kind == ConfigKeyKind.Words)
            {
                ((string[])use.Default).ShouldBeSubsetOf(use.Choices.Select(choice => choice.Value), $"{name} of {family}");
            }
            else if (key.Kind == ConfigKeyKind.Dataset)
            {
                DatasetCatalog.FindEntry((string)use.Default).ShouldNotBeNull();
            }
            else if (key.Maximum is not null)
            {
                Convert.ToDouble(use.Default, null).ShouldBeInRange(key.Minimum!.Value, key.Maximum!.Value, $"{name} of {family}");
            }
        }
    }

    [Fact]
    public void Hints_OfOneKey_AreNotNamesOfAnother()
    {
        foreach (var key in JobConfigSchema.Keys)
        {
            foreach (var other in key.KnownElsewhereAs)
            {
                JobConfigSchema.Find(other).ShouldBeNull($"{other}, a hint of {key.Name}");
            }
        }
    }

    [Theory]
    [InlineData(ModelFamily.Mlp)]
    [InlineData(ModelFamily.Cnn)]
    [InlineData(ModelFamily.ResNet)]
    [InlineData(ModelFamily.Transformer)]
    [InlineData(ModelFamily.TextClassifier)]
    [InlineData(ModelFamily.Dqn)]
    public void Defaults_OfAFamily_AreAValidConfigOfModestSize(ModelFamily family)
    {
        var result = JobConfigParser.Parse(JsonElement.Parse($$"""{"modelType":"{{JobConfigSchema.NameOf(family)}}"}"""));

        result.Problems.ShouldBeEmpty();
        result.Config!.Family.ShouldBe(family);
        result.Config.MemoryMiB.ShouldBeInRange(320, 3072);
    }

    [Fact]
    public void MemoryMiB_LargerModel_NeedsMore()
    {
        Memory("""{"modelType":"transformer","hiddenSize":1024,"numLayers":12,"contextLength":512,"batchSize":64}""").ShouldBeGreaterThan(8 * 1024);
        Memory("""{"modelType":"mlp","hiddenSize":4096,"hiddenLayers":16}""").ShouldBeGreaterThan(4 * 1024);
        Memory("""{"modelType":"mlp","dataset":"penguins","target":"species"}""").ShouldBe(320);

        static int Memory(string json) => JobConfigParser.Parse(JsonElement.Parse(json)).Config!.MemoryMiB;
    }

    [Fact]
    public void Getter_OfAKeyThatTheFamilyDoesNotRead_SaysSo()
    {
        var config = JobConfigParser.Parse(JsonElement.Parse("{}")).Config!;

        Should.Throw<ArgumentException>(() => config.Int32("numHeads")).Message.ShouldContain("mlp does not read numHeads");
        Should.Throw<ArgumentException>(() => config.Int32("learningRate")).Message.ShouldContain("learningRate holds a Double");
    }
}
