using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Parameters;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Cnn;

/// <summary>
/// A convolutional network: three times a 3 × 3 convolution (padding 1; <c>channels</c>, then twice, then four times as many), a
/// 2 × 2 max pool and ReLU, each halving the sides; dropout; a layer of 128 units with ReLU and dropout; one of as many units as
/// there are classes. Tensors: <c>conv1.weight</c> [channels, in, 3, 3], <c>conv1.bias</c>, <c>conv2.*</c>, <c>conv3.*</c> as of
/// <c>torch.nn.Conv2d</c>; <c>fc1.*</c>, <c>fc2.*</c> as of <c>torch.nn.Linear</c> over the flattened [channels, rows, columns].
/// </summary>
internal sealed class CnnModel(ImageShape image, int channels, int classes, long seed) : IImageModel
{
    private const int Convolutions = 3;
    private const int HiddenUnits = 128;
    private static readonly long[] SamePadding = [1, 1];
    private static readonly long[] Half = [2, 2];

    public ParameterSet Parameters { get; } = new(Specs(image, channels, classes), seed);

    public static CnnModel For(EffectiveConfig config, ImageDataset data) =>
        new(data.Shape, config.Int32("channels"), data.Classes.Count, config.Seed);

    public Tensor Forward(Tensor images, Dropout? dropout)
    {
        var values = images;
        for (var i = 1; i <= Convolutions; i++)
        {
            // Pooling before ReLU gives the same as after, with a quarter of the work for ReLU.
            values = F.conv2d(values, Parameters[$"conv{i}.weight"], Parameters[$"conv{i}.bias"], padding: SamePadding);
            values = F.relu(F.max_pool2d(values, Half));
        }

        values = values.flatten(1);
        values = dropout?.Apply(values) ?? values;
        values = F.relu(F.linear(values, Parameters["fc1.weight"], Parameters["fc1.bias"]));
        values = dropout?.Apply(values) ?? values;
        return F.linear(values, Parameters["fc2.weight"], Parameters["fc2.bias"]);
    }

    private static IEnumerable<ParameterSpec> Specs(ImageShape image, int channels, int classes)
    {
        var (height, width, inputs, outputs) = (image.Height, image.Width, image.Channels, channels);
        for (var i = 1; i <= Convolutions; i++)
        {
            yield return ParameterSpec.BeforeRelu($"conv{i}.weight", outputs, inputs, 3, 3);
            yield return ParameterSpec.Zeros($"conv{i}.bias", outputs);
            (height, width, inputs, outputs) = (height / 2, width / 2, outputs, outputs * 2);
        }

        yield return ParameterSpec.BeforeRelu("fc1.weight", HiddenUnits, inputs * height * width);
        yield return ParameterSpec.Zeros("fc1.bias", HiddenUnits);
        yield return ParameterSpec.Linear("fc2.weight", HiddenUnits, classes, HiddenUnits);
        yield return ParameterSpec.Zeros("fc2.bias", classes);
    }
}
