using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Core.JobConfigs.Families;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.ResNet;

/// <summary>
/// A residual network (He et al. 2015) of <c>depth</c> 18, 34 or 50. Images of at most 64 pixels a side take a stem of one 3 × 3
/// convolution; larger ones one of 7 × 7 with stride 2 and a 3 × 3 max pool with stride 2. Tensors are named as torchvision names
/// them: <c>conv1.weight</c>, <c>bn1.*</c>, <c>layer1.0.conv1.weight</c>, <c>layer2.0.downsample.0.weight</c>, <c>fc.weight</c>, …
/// </summary>
internal sealed class ResNetModel(ImageShape image, ResNetPlan plan, int classes, long seed) : IImageModel
{
    private readonly bool _smallStem = ResNetPlan.HasSmallStem(image);

    public ParameterSet Parameters { get; } = new(Specs(image, plan, classes), seed);

    public static ResNetModel For(EffectiveConfig config, ImageDataset data) =>
        new(data.Shape, ResNetPlan.Of(config.Int32("depth"), config.Int32("channels")), data.Classes.Count, config.Seed);

    public Tensor Forward(Tensor images, Dropout? dropout)
    {
        var training = dropout is not null;
        var values = Stem(images, training);
        foreach (var block in plan.Blocks)
        {
            values = Block(block, values, training);
        }

        values = values.mean([2, 3]);
        values = dropout?.Apply(values) ?? values;
        return F.linear(values, Parameters["fc.weight"], Parameters["fc.bias"]);
    }

    private Tensor Stem(Tensor images, bool training)
    {
        var (padding, stride) = _smallStem ? (1, 1) : (3, 2);
        var values = F.conv2d(images, Parameters["conv1.weight"], strides: [stride, stride], padding: [padding, padding]);
        values = F.relu(BatchNorm.Apply(Parameters, "bn1", values, training));
        return _smallStem ? values : F.max_pool2d(values, [3, 3], [2, 2], [1, 1]);
    }

    private Tensor Block(ResNetBlock block, Tensor inputs, bool training)
    {
        var (values, shortcut) = (inputs, inputs);
        var last = block.IsBottleneck ? 3 : 2;
        var number = 1;
        foreach (var convolution in block.Convolutions)
        {
            if (number > last)
            {
                shortcut = Normalised(convolution, inputs, training);
                break;
            }

            values = Normalised(convolution, values, training);
            values = number++ < last ? F.relu(values) : values;
        }

        return F.relu(values.Plus(shortcut));
    }

    private Tensor Normalised(ResNetConvolution convolution, Tensor values, bool training)
    {
        long padding = convolution.Kernel / 2;
        values = F.conv2d(values, Parameters[$"{convolution.Name}.weight"], strides: [convolution.Stride, convolution.Stride], padding: [padding, padding]);
        return BatchNorm.Apply(Parameters, convolution.Norm, values, training);
    }

    private static IEnumerable<ParameterSpec> Specs(ImageShape image, ResNetPlan plan, int classes)
    {
        var kernel = ResNetPlan.HasSmallStem(image) ? 3 : 7;
        yield return ParameterSpec.BeforeRelu("conv1.weight", plan.Channels, image.Channels, kernel, kernel);
        foreach (var spec in ParameterSpec.BatchNorm("bn1", plan.Channels))
        {
            yield return spec;
        }

        foreach (var convolution in plan.Blocks.SelectMany(block => block.Convolutions))
        {
            yield return ParameterSpec.BeforeRelu($"{convolution.Name}.weight", convolution.Outputs, convolution.Inputs, convolution.Kernel, convolution.Kernel);
            foreach (var spec in ParameterSpec.BatchNorm(convolution.Norm, convolution.Outputs))
            {
                yield return spec;
            }
        }

        yield return ParameterSpec.Linear("fc.weight", plan.Features, classes, plan.Features);
        yield return ParameterSpec.Linear("fc.bias", plan.Features, classes);
    }
}
