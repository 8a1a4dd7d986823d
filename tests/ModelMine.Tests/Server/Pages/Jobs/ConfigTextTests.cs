using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Server.Jobs.Pages;

namespace ModelMine.Tests.Server.Pages.Jobs;

public sealed class ConfigTextTests
{
    [Fact]
    public void Mend_AMistypedKey_ReplacesTheKeyAndNothingElse()
    {
        const string Typed = "{\n  \"epochs\": 5,   \"lerningRate\" : 0.01 }\n";

        Mended(Typed).ShouldBe("{\n  \"epochs\": 5,   \"learningRate\" : 0.01 }\n");
    }

    [Fact]
    public void Mend_AMistypedWord_ReplacesTheValueAndNothingElse()
    {
        const string Typed = "{ \"modelType\" :\"cnm\", \"epochs\":5}";

        Mended(Typed).ShouldBe("{ \"modelType\" :\"cnn\", \"epochs\":5}");
    }

    [Theory]
    [InlineData("""{"metrics":["accuracy", "f2"]}""", """{"metrics":["accuracy", "f1"]}""")]
    [InlineData("""{"modelType":"cnn","layers":[{"type":"Dens","units":10}]}""", """{"modelType":"cnn","layers":[{"type":"Dense","units":10}]}""")]
    [InlineData("""{"modelType":"cnn","layers":[ {"type":"Flatten"},{"type":"Dense","unitz" :10}]}""", """{"modelType":"cnn","layers":[ {"type":"Flatten"},{"type":"Dense","units" :10}]}""")]
    [InlineData("""{"modelType":"cnn","layers":[{"type":"Dense","units":10,"activation":"softmx"}]}""", """{"modelType":"cnn","layers":[{"type":"Dense","units":10,"activation":"softmax"}]}""")]
    public void Mend_WithinAList_ReplacesTheWrongWordAndNothingElse(string typed, string mended) => Mended(typed).ShouldBe(mended);

    [Fact]
    public void Mend_EverySuggestion_LeavesAConfigThatIsValid()
    {
        var text = "{\"model_typ\":\"cnn\",\"epoch\":3,\"optimizer\":\"adm\"}";
        for (var i = 0; i < 3; i++)
            if (ConfigText.Read(text).Problems.FirstOrDefault(problem => problem.DidYouMean is not null) is { } problem)
                text = ConfigText.Mend(text, problem);

        ConfigText.Read(text).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Mend_TextThatIsNoJsonAnyMore_IsLeftAsItIs() =>
        ConfigText.Mend("{ \"epoch", new ProblemItem("$.epoch", "") { DidYouMean = "epochs" }).ShouldBe("{ \"epoch");

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\n \"epochs\": 5,,\n}", "line 2")]
    [InlineData("[1]", "JSON object")]
    public void Read_WhatIsNoConfig_SaysWhereAndWhatToDo(string text, string said)
    {
        var read = ConfigText.Read(text);

        read.Config.ShouldBeNull();
        read.Problems.Single().Message.ShouldContain(said);
    }

    [Fact]
    public void Read_EveryExample_IsAValidConfig() =>
        ExampleConfigs.All.ShouldAllBe(example => ConfigText.Read(example.Config.GetRawText()).Config != null);

    [Theory]
    [InlineData("MODEL_TYPE", "modelType")]
    [InlineData("batch-size", "batchSize")]
    [InlineData("banana", "banana")]
    public void CanonicalName_AsAPersonWroteIt_TheSchemasSpelling(string written, string canonical) =>
        ConfigText.CanonicalName(written).ShouldBe(canonical);

    private static string Mended(string text) => ConfigText.Mend(text, ConfigText.Read(text).Problems.Single(problem => problem.DidYouMean is not null));
}
