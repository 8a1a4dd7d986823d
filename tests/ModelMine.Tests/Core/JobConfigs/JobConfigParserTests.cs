using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.JobConfigs;

public sealed class JobConfigParserTests
{
    [Fact]
    public void Parse_EmptyObject_IsAnMlpOnDigitsWithEveryDefault()
    {
        var config = Valid("{}");

        config.ModelType.ShouldBe("mlp");
        config.Dataset.ShouldBe("mnist");
        config.Seed.ShouldBe(42);
        config.Json.EnumerateObject().Select(property => property.Name)
            .ShouldBe(JobConfigSchema.KeysOf(ModelFamily.Mlp, config.Data).Select(key => key.Name).Prepend("modelType"));
    }

    [Theory]
    [InlineData("""{"batch_size":7}""")]
    [InlineData("""{"BATCH-SIZE":7}""")]
    [InlineData("""{"batchSize":7.0}""")]
    [InlineData("""{"batchSize":0.7e1}""")]
    public void Parse_OtherSpellingOfAKeyOrANumber_IsTheSameConfig(string json) =>
        Valid(json).ShouldBe(Valid("""{"batchSize":7}"""));

    [Fact]
    public void Parse_EverythingWrongAtOnce_NamesEachInTheOrderOfTheText()
    {
        var problems = Problems("""
            {"epochs":0,"lr":0.1,"optimizer":"adamm","batchSize":"32","gamma":0.9,"learningRate":0,"seed":1.5,"dropout":null,"epochs":3}
            """);

        problems.Select(problem => problem.Path).ShouldBe(
            ["$.epochs", "$.epochs", "$.lr", "$.optimizer", "$.batchSize", "$.gamma", "$.learningRate", "$.seed", "$.dropout"], ignoreOrder: false);
        problems.Select(problem => problem.Message).ShouldBe(
        [
            "\"epochs\" is given twice (also as \"epochs\"): keep one. Case, - and _ make no difference in names.",
            "epochs must be a whole number from 1 to 1000, not 0.",
            "\"lr\" is not a key that anything reads. Did you mean learningRate?",
            "optimizer \"adamm\" is not known: it must be one of: sgd, momentum, nesterov, adam, adamw, rmsprop. Did you mean adam?",
            "batchSize must be a whole number from 1 to 4096, not the text \"32\".",
            "gamma is not read by modelType mlp, only by dqn, ppo: remove it, or choose another modelType (none was given, so it is mlp).",
            "learningRate must be a number above 0, at most 10, not 0.",
            "seed must be a whole number from 0 to 9007199254740991, not 1.5.",
            "dropout must be a number from 0 to 0.9, not null (leave the key out to get its default).",
        ]);
    }

    [Fact]
    public void Parse_PathOfTheConfigInItsDocument_StandsBeforeEachProblem() =>
        JobConfigParser.Parse(JsonElement.Parse("""{"epochs":0}"""), "$.config").Problems.ShouldHaveSingleItem().Path.ShouldBe("$.config.epochs");

    [Theory]
    [InlineData("""{"learningRat":0.1}""", "$.learningRat", "learningRate")]
    [InlineData("""{"epoch":1}""", "$.epoch", "epochs")]
    [InlineData("""{"bacthSize":1}""", "$.bacthSize", "batchSize")]
    [InlineData("""{"loss":"mse"}""", "$.loss", "lossFunction")]
    [InlineData("""{"model":"cnn"}""", "$.model", "modelType")]
    [InlineData("""{"modeltyp":"cnn"}""", "$.modeltyp", "modelType")]
    [InlineData("""{"modelType":"transfomer"}""", "$.modelType", "transformer")]
    [InlineData("""{"modelType":"cnn","dataset":"mnits"}""", "$.dataset", "mnist")]
    [InlineData("""{"lossFunction":"categorical_crossentrpy"}""", "$.lossFunction", "crossEntropy")]
    public void Parse_ASlip_IsAnsweredWithTheNearestKnownWord(string json, string path, string meant)
    {
        var problem = Problems(json).ShouldHaveSingleItem();

        problem.Path.ShouldBe(path);
        problem.DidYouMean.ShouldBe(meant);
        problem.Message.ShouldEndWith($"Did you mean {meant}?");
    }

    [Fact]
    public void Parse_AKeyLikeNoOther_ListsEveryKey()
    {
        var problem = Problems("""{"zzz zzz":1}""").ShouldHaveSingleItem();

        problem.Path.ShouldBe("$['zzz zzz']");
        problem.DidYouMean.ShouldBeNull();
        problem.Allowed.ShouldNotBeNull().ShouldContain("epochs");
    }

    [Theory]
    [InlineData("""{"modelType":"dqn","lossFunction":"cross_entropy"}""", "lossFunction \"cross_entropy\" does not fit modelType dqn, only mlp, cnn, resnet, transformer, bert. For dqn it must be one of: huber, mse.")]
    [InlineData("""{"modelType":"cnn","lossFunction":"huber"}""", "lossFunction \"huber\" does not fit modelType cnn, only mlp, dqn. For cnn it must be one of: crossEntropy.")]
    [InlineData("""{"modelType":"transformer","dataset":"MNIST"}""", "dataset \"MNIST\" does not fit modelType transformer: it is one of images, and transformer learns from running text. For transformer it must be one of: kjv.")]
    [InlineData("""{"modelType":"dqn","dataset":"mnist"}""", "dataset is not read by modelType dqn, only by mlp, cnn, resnet, transformer, bert: remove it, or choose another modelType.")]
    public void Parse_AWordOfAnotherFamily_SaysWhoseItIs(string json, string message) =>
        Problems(json).ShouldHaveSingleItem().Message.ShouldBe(message);

    [Theory]
    [InlineData("""{"dataset":"penguins","target":"spices"}""", "$.target", "Did you mean species?")]
    [InlineData("""{"dataset":"penguins","target":"island","task":"regression"}""", "$.target", "holds words")]
    [InlineData("""{"dataset":"penguins","target":"body_mass_g","task":"classification"}""", "$.target", "use the task regression")]
    [InlineData("""{"dataset":"penguins","target":"sex","lossFunction":"mse"}""", "$.lossFunction", "use crossEntropy")]
    [InlineData("""{"dataset":"penguins","target":"body_mass_g","loss_function":"cross_entropy"}""", "$.loss_function", "use mse, mae or huber")]
    [InlineData("""{"dataset":"mnist","target":"label"}""", "$.target", "only with a data set of table rows, and mnist is one of images")]
    [InlineData("""{"lossFunction":"mae"}""", "$.lossFunction", "mnist has classes: use crossEntropy")]
    [InlineData("""{"modelType":"transformer","hiddenSize":130,"numHeads":4}""", "$.hiddenSize", "multiple of numHeads (4)")]
    [InlineData("""{"modelType":"transformer","num_heads":3}""", "$.hiddenSize", "multiple of numHeads (3)")]
    [InlineData("""{"modelType":"dqn","epsilonStart":0.1,"epsilon_end":0.2}""", "$.epsilon_end", "at most epsilonStart (0.1)")]
    [InlineData("""{"modelType":"dqn","replaySize":100,"batchSize":128,"learningStarts":128}""", "$.replaySize", "at least batchSize (128)")]
    [InlineData("""{"modelType":"ppo","rolloutSteps":16,"numEnvironments":4,"batch_size":65}""", "$.batch_size", "at most rolloutSteps × numEnvironments (64)")]
    [InlineData("""{"modelType":"ppo","rolloutSteps":65536,"numEnvironments":8}""", "$.rolloutSteps", "at most 262144")]
    [InlineData("""{"modelType":"dqn","learningStarts":10}""", "$.learningStarts", "at least batchSize")]
    [InlineData("""{"modelType":"dqn","epochs":1,"stepsPerEpoch":500}""", "$.learningStarts", "nothing would ever be learned")]
    public void Parse_TwoKeysThatDoNotFitEachOther_AreNamedWithTheirPath(string json, string path, string message)
    {
        var problems = Problems(json);

        problems.ShouldContain(problem => problem.Path == path && problem.Message.Contains(message));
    }

    [Theory]
    [InlineData("[]", "not an array")]
    [InlineData("null", "not null")]
    [InlineData("\"cnn\"", "not the text \"cnn\"")]
    [InlineData("5", "not the number 5")]
    public void Parse_NotAnObject_SaysWhatItIs(string json, string message)
    {
        var problem = Problems(json).ShouldHaveSingleItem();

        problem.Path.ShouldBe("$");
        problem.Message.ShouldContain(message);
    }

    [Fact]
    public void Parse_ATable_FillsInWhatDependsOnIt()
    {
        var species = Valid("""{"dataset":"Palmer_Penguins","target":"Species"}""");
        var mass = Valid("""{"dataset":"penguins","target":"bodyMassG"}""");

        (species.Dataset, species.Text("target"), species.Text("task"), species.Text("lossFunction")).ShouldBe(("penguins", "species", "classification", "crossEntropy"));
        (mass.Text("target"), mass.Text("task"), mass.Text("lossFunction"), mass.Epochs).ShouldBe(("body_mass_g", "regression", "mse", 60));
        Valid("""{"dataset":"penguins"}""").Text("target").ShouldBe("sex");
    }

    [Theory]
    [InlineData("""{"dataset":"pengins","target":"species"}""", "Did you mean penguins?")]
    [InlineData("""{"dataset":5}""", "the name of a data set")]
    [InlineData("""{"dataset":"penguins","target":"a\nb"}""", "in one line")]
    public void Parse_AWrongName_IsTheOnlyProblem(string json, string message) =>
        Problems(json).ShouldHaveSingleItem().Message.ShouldContain(message);

    [Fact]
    public void Parse_NothingAtAll_SaysThatTheConfigIsMissing() =>
        JobConfigParser.Parse(default).Problems.ShouldHaveSingleItem().Message.ShouldContain("missing");

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e-999")]
    [InlineData("-0.0")]
    public void Parse_NumberBeyondDoublePrecision_IsOutOfRange(string number) =>
        Problems($$"""{"learningRate":{{number}}}""").ShouldHaveSingleItem().Message.ShouldContain($"not {number}.");

    [Theory]
    [InlineData("""{"modelType":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"optimizer":"\udc00x"}""")]
    public void Parse_HalfASurrogatePair_IsAProblem_NotACrash(string json) =>
        Problems(json).ShouldHaveSingleItem().Message.ShouldContain("not valid Unicode");

    [Fact]
    public void Parse_UnknownFamily_StillNamesWhatIsWrongInAnyFamily()
    {
        var problems = Problems("""{"modelType":"perceiver","epochs":-1,"optimiser":"adam","lossFunction":"huber"}""");

        problems.Select(problem => problem.Path).ShouldBe(["$.modelType", "$.epochs", "$.optimiser"]);
    }

    [Fact]
    public void Parse_TooLargeOrTooManyKeys_IsOneProblem()
    {
        Problems($$"""{"title":"{{new string('x', 70_000)}}"}""").ShouldHaveSingleItem().Message.ShouldContain("64 KiB");
        Problems($"{{{string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"k{i}\":1"))}}}").ShouldHaveSingleItem().Message.ShouldContain("200 keys");
    }

    [Fact]
    public void Parse_LongOrOddNames_AreCutInPathAndMessage()
    {
        var problem = Problems($$"""{"it's {{new string('x', 5000)}}":1}""").ShouldHaveSingleItem();

        problem.Path.ShouldStartWith("$['it\\'s xxx");
        problem.Path.Length.ShouldBeLessThan(80);
        problem.Message.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void FromEffective_ConfigThatThisVersionCannotTrain_SaysWhy() =>
        Should.Throw<FormatException>(() => EffectiveConfig.FromEffective(JsonElement.Parse("""{"modelType":"cnn","heads":4}""")))
            .Message.ShouldContain("$.heads");

    private static EffectiveConfig Valid(string json)
    {
        var result = JobConfigParser.Parse(JsonElement.Parse(json));
        result.Problems.ShouldBeEmpty();
        return result.Config.ShouldNotBeNull();
    }

    private static IReadOnlyList<ProblemItem> Problems(string json)
    {
        var result = JobConfigParser.Parse(JsonElement.Parse(json));
        result.Config.ShouldBeNull();
        return result.Problems;
    }

    [Theory]
    [InlineData("""{"modelType":"dqn"}""", 1, 0.01)]
    [InlineData("""{"modelType":"dqn","targetUpdateEvery":500}""", 500, 1)]
    [InlineData("""{"modelType":"dqn","targetUpdateEvery":500,"targetUpdateRate":0.5}""", 500, 0.5)]
    public void Parse_RareUpdatesOfTheTarget_AreCopiesUnlessSaidOtherwise(string json, int every, double rate)
    {
        var config = JobConfigParser.Parse(JsonElement.Parse(json)).Config.ShouldNotBeNull();

        (config.Int32("targetUpdateEvery"), config.Number("targetUpdateRate")).ShouldBe((every, rate));
        EffectiveConfig.FromEffective(config.Json).ShouldBe(config);
    }
}
