using System.Text.Json;
using ModelMine.Core.JobConfigs;
using ModelMine.Core.JobConfigs.Layers;

namespace ModelMine.Tests.Core.JobConfigs.Layers;

/// <summary>Networks layer by layer: what is wrong with them is said at submit, with the place and both shapes.</summary>
public sealed class LayersTests
{
    private const string Good = """[{"type":"Conv2D","filters":32,"kernelSize":3,"strides":1,"padding":"same","activation":"relu"},{"type":"MaxPooling2D"},{"type":"Dense","units":10,"activation":"softmax"}]""";

    [Fact]
    public void Parse_ANetwork_FillsInEveryOption_AndLeavesOutWhatItReplaces()
    {
        var config = Valid(Good);

        config.Has("channels").ShouldBeFalse();
        config.Has("dropout").ShouldBeFalse();
        config.Json.GetProperty("layers").GetRawText().ShouldBe(
            """[{"type":"Conv2D","filters":32,"kernelSize":3,"strides":1,"padding":"same","activation":"relu","useBias":true},{"type":"MaxPooling2D","poolSize":2,"strides":2,"padding":"valid"},{"type":"Dense","units":10,"activation":"softmax","useBias":true}]""");
        EffectiveConfig.FromEffective(config.Json).ShouldBe(config);
    }

    [Theory]
    [InlineData("""[{"Type":"conv_2d","FILTERS":32,"kernel_size":[3,3],"padding":"SAME","activation":"ReLU"},{"type":"max-pooling-2d","pool_size":2.0},{"type":"dense","units":10,"activation":"Softmax"}]""")]
    [InlineData("""[{"type":"Conv","filters":32,"padding":"same","activation":"relu"},{"type":"MaxPool2D","strides":[2,2]},{"type":"Linear","units":10,"activation":"softmax"}]""")]
    public void Digest_OfTheSameNetworkInAnotherSpelling_IsTheSame(string layers) => Valid(layers).Digest.ShouldBe(Valid(Good).Digest);

    [Theory]
    [InlineData("""[{"type":"Dense","units":12}]""", "$.layers[0]", "layers (Dense, number 1) gives a vector of 12 at the end, but mnist has 10 classes: give it 10 units.")]
    [InlineData("""[{"type":"Conv2D","filters":8}]""", "$.layers[0]", "layers (Conv2D, number 1) gives 26 × 26 × 8 at the end, but mnist has 10 classes: let the list end with {\"type\":\"Dense\",\"units\":10}.")]
    [InlineData("""[{"type":"MaxPooling2D","poolSize":9},{"type":"Conv2D","filters":8,"kernelSize":[5,3]},{"type":"Dense","units":10}]""", "$.layers[1]", "layers (Conv2D, number 2; in: 3 × 3 × 1, from number 1, MaxPooling2D) does not fit: its kernel of 5 × 3 is larger than the 3 × 3 × 1 that comes in. Use \"padding\":\"same\", a smaller kernel, or less pooling before it.")]
    [InlineData("""[{"type":"Flatten"},{"type":"MaxPooling2D"},{"type":"Dense","units":10}]""", "$.layers[1]", "layers (MaxPooling2D, number 2; in: a vector of 784, from number 1, Flatten) needs a feature map (rows × columns × channels), but a vector of 784 comes in.")]
    [InlineData("""[{"type":"Dense","units":16,"activation":"softmax"},{"type":"Dense","units":10}]""", "$.layers[0]", "layers (Dense, number 1; in: 28 × 28 × 1, an image of mnist) has the activation softmax, which is understood only at the end: use relu.")]
    [InlineData("""[{"type":"Dense","units":10,"activation":"relu"}]""", "$.layers[0].activation", "layers (Dense, number 1) ends with relu, but cross entropy needs numbers of any sign: leave activation out, or write softmax.")]
    public void Parse_ShapesThatDoNotFit_NamesTheLayerAndBothShapes(string layers, string path, string message) =>
        Problem(layers).ShouldBe((path, message));

    [Theory]
    [InlineData("[]", "$.layers", "layers must be a list of 1 to 100 layers, such as [{\"type\":\"Conv2D\",\"filters\":16},{\"type\":\"Dense\",\"units\":10}], not one of 0.")]
    [InlineData("3", "$.layers", "layers must be a list of 1 to 100 layers, such as [{\"type\":\"Conv2D\",\"filters\":16},{\"type\":\"Dense\",\"units\":10}], not the number 3.")]
    [InlineData("""["Dense"]""", "$.layers[0]", "A layer must be an object, such as {\"type\":\"Dense\",\"units\":10}, not the text \"Dense\".")]
    [InlineData("""[{"units":10}]""", "$.layers[0]", "The layer has no type: say Conv2D, MaxPooling2D, AveragePooling2D, GlobalAveragePooling2D, BatchNormalization, Dropout, Flatten, Dense, Activation.")]
    [InlineData("""[{"type":"Dense"}]""", "$.layers[0].units", "The Dense needs units: Numbers that come out.")]
    [InlineData("""[{"type":"Conv2D","filters":0},{"type":"Dense","units":10}]""", "$.layers[0].filters", "filters must be a whole number from 1 to 4096, not 0.")]
    [InlineData("""[{"type":"Conv2D","filters":8,"kernel":3},{"type":"Dense","units":10}]""", "$.layers[0].kernel", "kernel is no option of Conv2D: it has filters, kernelSize, strides, padding, activation, useBias. Did you mean kernelSize?")]
    [InlineData("""[{"type":"Conv2D","filters":8,"kernelSize":[3,3,3]},{"type":"Dense","units":10}]""", "$.layers[0].kernelSize", "kernelSize must be a whole number from 1 to 64, or two of them as [rows, columns], not [3,3,3].")]
    [InlineData("""[{"type":"Flatten","units":3},{"type":"Dense","units":10}]""", "$.layers[0].units", "units is no option of Flatten: it has none.")]
    [InlineData("""[{"type":"Dense","units":10,"UNITS":10}]""", "$.layers[0].UNITS", "UNITS is given twice: keep one. Case, - and _ make no difference in names.")]
    public void Parse_ALayerThatIsWrong_SaysWhere(string layers, string path, string message) =>
        Problem(layers).ShouldBe((path, message));

    [Fact]
    public void Parse_ATypeThatIsNotKnown_GuessesWhatWasMeant() =>
        Problem("""[{"type":"Dens","units":10}]""").Message.ShouldEndWith("Did you mean Dense?");

    [Theory]
    [InlineData("\"channels\":32", "$.channels", "channels (32) is not read together with layers, which says it all: remove one of the two.")]
    [InlineData("\"dropout\":0.5", "$.dropout", "dropout (0.5) is not read together with layers, which says it all: remove one of the two.")]
    public void Parse_WhatLayersReplace_IsRefusedBesideThem(string other, string path, string message)
    {
        var problem = JobConfigParser.Parse(JsonElement.Parse($$"""{"modelType":"cnn","layers":{{Good}},{{other}}}""")).Problems.ShouldHaveSingleItem();

        (problem.Path, problem.Message).ShouldBe((path, message));
    }

    [Fact]
    public void Parse_ShapesAreThoseOfTheDatasetThatIsNamed()
    {
        var layers = """[{"type":"Conv2D","filters":8,"kernelSize":30},{"type":"Dense","units":10}]""";

        Problem(layers).Message.ShouldContain("larger than the 28 × 28 × 1");
        JobConfigParser.Parse(JsonElement.Parse($$"""{"modelType":"cnn","dataset":"cifar10","layers":{{layers}}}""")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Parameters_OfEachLayer_AreCounted()
    {
        var layers = Valid("""[{"type":"Conv2D","filters":8,"kernelSize":[3,5]},{"type":"BatchNorm"},{"type":"Dense","units":10,"useBias":false}]""").Layers("layers");
        var (image, map) = (FeatureShape.Map(28, 28, 1), FeatureShape.Map(26, 24, 8));

        layers[0].Output(image).ShouldBe(map);
        layers[0].Parameters(image).ShouldBe(8 * (15 + 1));
        layers[1].Parameters(map).ShouldBe(16);
        layers[2].Parameters(map).ShouldBe(26 * 24 * 8 * 10);
    }

    [Fact]
    public void MemoryMiB_OfAWideNetwork_IsLarge()
    {
        Valid("""[{"type":"Dense","units":65536},{"type":"Dense","units":10}]""").MemoryMiB.ShouldBeGreaterThan(1_400);
        Valid(Good).MemoryMiB.ShouldBeInRange(320, 640);
    }

    private static EffectiveConfig Valid(string layers)
    {
        var result = JobConfigParser.Parse(JsonElement.Parse($$"""{"modelType":"cnn","layers":{{layers}}}"""));
        result.Problems.ShouldBeEmpty();
        return result.Config!;
    }

    private static (string Path, string Message) Problem(string layers)
    {
        var problem = JobConfigParser.Parse(JsonElement.Parse($$"""{"modelType":"cnn","layers":{{layers}}}""")).Problems.ShouldHaveSingleItem();
        return (problem.Path, problem.Message);
    }
}
