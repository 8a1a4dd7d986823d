using System.Text.Json;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>The five configs that users wrote before there was a parser: they are accepted as they stand.</summary>
public sealed class UsersOwnConfigsTests
{
    [Theory]
    [InlineData("""{"epochs":10,"batchSize":32,"learningRate":0.001,"modelType":"transformer"}""", ModelFamily.Transformer, "kjv", 10, 32, 0.001)]
    [InlineData("""{"epochs":10,"batchSize":32,"learningRate":0.001,"optimizer":"adam","lossFunction":"categorical_crossentropy"}""", ModelFamily.Mlp, "mnist", 10, 32, 0.001)]
    [InlineData("""{"epochs":20,"batchSize":64,"learningRate":0.0001,"modelType":"CNN","dataset":"CIFAR-10"}""", ModelFamily.Cnn, "cifar10", 20, 64, 0.0001)]
    [InlineData("""{"epochs":10,"batchSize":32,"learningRate":0.001,"modelType":"transformer","vocabSize":50000}""", ModelFamily.Transformer, "kjv", 10, 32, 0.001)]
    [InlineData("""{"epochs":100,"batchSize":128,"learningRate":0.0003,"modelType":"DQN","environment":"CartPole"}""", ModelFamily.Dqn, "CartPole-v1", 100, 128, 0.0003)]
    public void Parse_UsersOwnConfig_IsAcceptedAsItStands(string json, ModelFamily family, string dataset, int epochs, int batchSize, double learningRate)
    {
        var result = JobConfigParser.Parse(JsonElement.Parse(json));

        result.Problems.ShouldBeEmpty();
        result.Config.ShouldNotBeNull();
        result.Config.Family.ShouldBe(family);
        result.Config.Dataset.ShouldBe(dataset);
        result.Config.Epochs.ShouldBe(epochs);
        result.Config.BatchSize.ShouldBe(batchSize);
        result.Config.LearningRate.ShouldBe(learningRate);
        EffectiveConfig.FromEffective(result.Config.Json).ShouldBe(result.Config);
    }
}
