using System.Text.Json;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>What is said about options that cannot be trained.</summary>
public sealed class OptionProblemTests
{
    [Theory]
    [InlineData("""{"device":"mps"}""", "$.device", """device "mps" is not to be had: Apple's GPUs are not supported. Leave device out, or set it to cpu.""")]
    [InlineData("""{"device":"auto"}""", "$.device", """device "auto" is not to be had: a config says what its weights were computed with. Set it to cpu or cuda.""")]
    [InlineData("""{"modelType":"ppo","precision":"bf16"}""", "$.precision", "precision is not read by modelType ppo, only by")]
    [InlineData("""{"precision":"fp16"}""", "$.precision", """precision "fp16" is not to be had: 16-bit floats with 5 bits of exponent are for graphics cards. On a processor, bf16 has the range of fp32 and needs no scaling of the loss.""")]
    [InlineData("""{"learningRateSchedule":"step","epochs":5,"stepEvery":5}""", "$.stepEvery", "stepEvery (5) must be below epochs (5), or the learning rate would never step.")]
    [InlineData("""{"epochs":1,"batchSize":64,"warmupSteps":2000}""", "$.warmupSteps", "warmupSteps (2000) must be below the 938 steps of the whole training.")]
    [InlineData("""{"gradientClipping":-1}""", "$.gradientClipping", "gradientClipping must be a number from 0 to 1000000, not -1.")]
    [InlineData("""{"labelSmoothing":1}""", "$.labelSmoothing", "labelSmoothing must be a number from 0 to 0.9, not 1.")]
    [InlineData("""{"patience":5}""", "$.patience", "patience (5) is read only with early stopping: set earlyStopping to true, or leave patience out.")]
    [InlineData("""{"stepEvery":7}""", "$.stepEvery", "stepEvery (7) is read only by the schedule step, and learningRateSchedule is cosine: set it to step, or leave stepEvery out.")]
    [InlineData("""{"modelType":"dqn","learningRateSchedule":"constant","step_factor":0.2}""", "$.step_factor", "stepFactor (0.2) is read only by the schedule step, and learningRateSchedule is constant: set it to step, or leave stepFactor out.")]
    [InlineData("""{"patience":0}""", "$.patience", "patience must be a whole number from 1 to 1000, not 0.")]
    [InlineData("""{"earlyStopping":"yes"}""", "$.earlyStopping", """earlyStopping must be true or false, not the text "yes".""")]
    [InlineData("""{"modelType":"dqn","earlyStopping":true}""", "$.earlyStopping", "earlyStopping is not read by modelType dqn, only by")]
    [InlineData("""{"modelType":"dqn","labelSmoothing":0.1}""", "$.labelSmoothing", "labelSmoothing is not read by modelType dqn, only by")]
    [InlineData("""{"metrics":"f1"}""", "$.metrics", """metrics must be a list of words, such as ["accuracy"], not the text "f1".""")]
    [InlineData("""{"metrics":["accuracy","f2"]}""", "$.metrics[1]", """metrics "f2" is not known: it must be one of: accuracy, top5, precision, recall, f1, confusionMatrix, rmse, mse, mae, r2. Did you mean f1?""")]
    [InlineData("""{"metrics":["accuracy",7]}""", "$.metrics[1]", "metrics must be a text (accuracy, top5, precision, recall, f1, confusionMatrix, rmse, mse, mae, r2), not the number 7.")]
    [InlineData("""{"metrics":["perplexity"]}""", "$.metrics[0]", """metrics "perplexity" does not fit modelType mlp, only transformer. For mlp it must be one of: accuracy, top5""")]
    [InlineData("""{"metrics":["mae"]}""", "$.metrics", "metrics (mae) is for numbers, and here are classes: leave it out.")]
    [InlineData("""{"dataset":"penguins","target":"body_mass_g","metrics":["f1"]}""", "$.metrics", "metrics (f1) is for classes, and the task is regression: use rmse, mse, mae, r2.")]
    [InlineData("""{"dataset":"penguins","target":"body_mass_g","labelSmoothing":0.1}""", "$.labelSmoothing", "labelSmoothing (0.1) is for classes, and the task is regression: leave it out.")]
    [InlineData("""{"dataset":"penguins","target":"species","metrics":["top5"]}""", "$.metrics", "metrics (top5) says nothing of penguins")]
    [InlineData("""{"clipNorm":1}""", "$.clipNorm", "\"clipNorm\" is not a key that anything reads. Did you mean gradientClipping?")]
    public void Config_ThatCannotBeTrained_GetsTheProblemThatSaysWhatToDo(string config, string path, string message)
    {
        var problem = JobConfigParser.Parse(JsonElement.Parse(config)).Problems.ShouldHaveSingleItem();

        problem.Path.ShouldBe(path);
        problem.Message.ShouldStartWith(message);
    }

    [Fact]
    public void Metrics_InAnotherOrderOrTwice_AreTheSameConfig()
    {
        var one = JobConfigParser.Parse(JsonElement.Parse("""{"metrics":["f1","accuracy"]}""")).Config!;
        var other = JobConfigParser.Parse(JsonElement.Parse("""{"metrics":["acc","F1-Score","f1"]}""")).Config!;

        one.Words("metrics").ShouldBe(["accuracy", "f1"]);
        other.Digest.ShouldBe(one.Digest);
    }
}
