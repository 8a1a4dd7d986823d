using System.Runtime.InteropServices;
using System.Text.Json;
using ModelMine.Core.Datasets;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Core.JobConfigs.Families;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Models;
using ModelMine.Training.Models.Cnn;
using ModelMine.Training.Models.Layered;
using ModelMine.Training.Models.ResNet;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Reference;

/// <summary>
/// PyTorch computes the same outputs from the weights file, by its tensor names: within 1e-4, batch normalisation by its running
/// figures included. See <c>lab/reference/image_outputs.py</c>.
/// </summary>
[Collection(TorchTests.Name)]
public sealed class ImageOutputsTests : IDisposable
{
    private const float Tolerance = 1e-4f;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"modelType":"cnn","epochs":1,"batchSize":32,"channels":8}""")]
    [InlineData("""{"modelType":"resnet","depth":18,"epochs":1,"batchSize":32,"channels":4,"learningRate":0.005}""")]
    [InlineData("""{"modelType":"resnet","depth":50,"epochs":1,"batchSize":32,"channels":4,"learningRate":0.005}""")]
    public async Task Outputs_OfTrainedWeights_AreThoseOfPyTorch(string json)
    {
        IImageModel? model = null;
        var images = zeros(0);
        var family = new Family(
            Configs.Parse(json),
            SmallMnist.Learner(500, 100, (request, data) =>
            {
                images = data.Test(0, 20).Images.contiguous().DetachFromDisposeScope();
                return model = Build(request.Config, data.Shape, request.Config.Seed);
            }))
        { BreakAfter = 0 };
        family.Train(_folder.Path, new()).ShouldNotBeNull();
        await CompareAsync(Reloaded(family, model!), images, _folder.File(TrainingJob.WeightsFileName));
    }

    [Fact]
    public async Task Outputs_OfALargeImage_TakeTheLargeStem()
    {
        var config = Configs.Parse("""{"modelType":"resnet","depth":34,"channels":4}""");
        var image = new ImageShape(97, 70, 3);
        var model = new ResNetModel(image, ResNetPlan.Of(34, 4), classes: 7, seed: 5);
        using var scope = NewDisposeScope();
        using (var weights = File.Create(_folder.File("large.safetensors")))
        {
            Safetensors.Write(weights, [.. model.Parameters.ToSafetensors()], new Dictionary<string, string> { ["config"] = config.CanonicalJson });
        }

        await CompareAsync(model, randn(2, 3, 97, 70), _folder.File("large.safetensors"));
        model.Parameters.Dispose();
    }

    [Theory]
    [InlineData("""[{"type":"Conv2D","filters":3,"kernelSize":[4,3],"strides":2,"padding":"same","activation":"silu"},{"type":"AveragePooling2D","poolSize":3,"strides":2,"padding":"same"},{"type":"Dense","units":10}]""")]
    [InlineData("""[{"type":"Conv2D","filters":3,"kernelSize":2,"padding":"same","activation":"leakyRelu"},{"type":"MaxPooling2D","poolSize":[2,4],"strides":[3,2],"padding":"same"},{"type":"BatchNorm","momentum":0.5,"epsilon":0.01},{"type":"Activation","activation":"gelu"},{"type":"GlobalAveragePooling2D"},{"type":"Dense","units":10,"useBias":false}]""")]
    [InlineData("""[{"type":"AveragePooling2D","poolSize":2,"padding":"same"},{"type":"Conv2D","filters":4,"activation":"elu"},{"type":"Flatten"},{"type":"Dense","units":12,"activation":"softplus"},{"type":"BatchNorm"},{"type":"Dense","units":10,"activation":"softmax"}]""")]
    public async Task Outputs_OfLayers_AreThoseOfPyTorch_WhateverTheirPadding(string layers) =>
        await Outputs_OfTrainedWeights_AreThoseOfPyTorch($$"""{"modelType":"cnn","epochs":1,"batchSize":32,"layers":{{layers}}}""");

    private static IImageModel Build(EffectiveConfig config, ImageShape image, long seed) => config.ModelType switch
    {
        "resnet" => new ResNetModel(image, ResNetPlan.Of(config.Int32("depth"), config.Int32("channels")), 10, seed),
        _ when config.Has("layers") => new LayeredModel(image, config.Layers("layers"), seed),
        _ => new CnnModel(image, config.Int32("channels"), 10, seed),
    };

    private IImageModel Reloaded(Family family, IImageModel model)
    {
        var again = Build(family.Config, new(28, 28, 1), seed: 0);
        using var file = File.OpenRead(_folder.File(TrainingJob.WeightsFileName));
        again.Parameters.Load(Safetensors.Open(file));
        again.Parameters.Specs.Select(spec => spec.Name).ShouldBe(model.Parameters.Specs.Select(spec => spec.Name));
        return again;
    }

    private async Task CompareAsync(IImageModel model, Tensor images, string weights)
    {
        using (var file = File.Create(_folder.File("images.safetensors")))
        {
            Safetensors.Write(file, [SafetensorsTensor.FromSingles("images", images.shape, MemoryMarshal.Cast<byte, float>(images.bytes).ToArray())], new Dictionary<string, string>());
        }

        var theirs = JsonSerializer.Deserialize<float[][]>(await Python.RunAsync("image_outputs.py", weights, _folder.File("images.safetensors")))!;

        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var ours = model.Forward(images, dropout: null).contiguous().data<float>().ToArray();
        var flat = theirs.SelectMany(row => row).ToArray();
        ours.Length.ShouldBe(flat.Length);
        ours.Max(Math.Abs).ShouldBeGreaterThan(0.01f, "outputs that are all nothing would prove nothing");
        for (var i = 0; i < ours.Length; i++)
        {
            ours[i].ShouldBe(flat[i], Tolerance);
        }
    }
}
