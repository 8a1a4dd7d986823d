using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>
/// The blocks of a residual network (He et al. 2015, table 1): four stages, each but the first beginning with a stride of 2. Depths
/// 18 and 34 have blocks of two 3 × 3 convolutions; depth 50 has bottlenecks, 1 × 1, 3 × 3, 1 × 1, whose last gives four times as many.
/// </summary>
/// <param name="Blocks">The blocks in their order.</param>
/// <param name="Channels">Channels of the stem and the first stage; each further stage is twice as wide.</param>
public sealed record ResNetPlan(IReadOnlyList<ResNetBlock> Blocks, int Channels)
{
    /// <summary>Longest side, in pixels, of images that take the small stem: one 3 × 3 convolution, no pool.</summary>
    public const int LargestSmallSide = 64;

    private const int BottleneckDepth = 50;
    private const int BottleneckExpansion = 4;

    /// <summary>The depths that there are.</summary>
    public static IReadOnlyList<long> Depths { get; } = [18, 34, BottleneckDepth];

    /// <summary>Channels that the last block gives.</summary>
    public int Features => Blocks[^1].Outputs;

    /// <summary>Whether images of a shape take the small stem.</summary>
    /// <param name="image">The shape.</param>
    public static bool HasSmallStem(ImageShape image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Math.Max(image.Height, image.Width) <= LargestSmallSide;
    }

    /// <summary>The network of a depth.</summary>
    /// <param name="depth">One of <see cref="Depths"/>.</param>
    /// <param name="channels">Channels of the first stage.</param>
    public static ResNetPlan Of(int depth, int channels)
    {
        int[] counts = depth == 18 ? [2, 2, 2, 2] : [3, 4, 6, 3];
        var expansion = depth == BottleneckDepth ? BottleneckExpansion : 1;
        var (blocks, inputs) = (new List<ResNetBlock>(), channels);
        for (var stage = 0; stage < counts.Length; stage++)
        {
            var width = channels << stage;
            for (var i = 0; i < counts[stage]; i++)
            {
                blocks.Add(new($"layer{stage + 1}.{i}", inputs, width, width * expansion, stage > 0 && i == 0 ? 2 : 1));
                inputs = width * expansion;
            }
        }

        return new(blocks, channels);
    }
}

/// <summary>A block of a residual network.</summary>
/// <param name="Name">As torchvision names it: <c>layer1.0</c>.</param>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Width">Channels of its 3 × 3 convolutions.</param>
/// <param name="Outputs">Channels that go out; more than <paramref name="Width"/> in a bottleneck.</param>
/// <param name="Stride">1, or 2 when it halves the sides.</param>
public sealed record ResNetBlock(string Name, int Inputs, int Width, int Outputs, int Stride)
{
    /// <summary>Whether it has three convolutions, not two.</summary>
    public bool IsBottleneck => Outputs != Width;

    /// <summary>Whether what comes in must be projected (by a 1 × 1 convolution) to be added to what goes out.</summary>
    public bool Projects => Stride != 1 || Inputs != Outputs;

    /// <summary>Its convolutions, the projection last.</summary>
    public IEnumerable<ResNetConvolution> Convolutions
    {
        get
        {
            if (IsBottleneck)
            {
                yield return new($"{Name}.conv1", $"{Name}.bn1", Inputs, Width, 1, 1);
                yield return new($"{Name}.conv2", $"{Name}.bn2", Width, Width, 3, Stride);
                yield return new($"{Name}.conv3", $"{Name}.bn3", Width, Outputs, 1, 1);
            }
            else
            {
                yield return new($"{Name}.conv1", $"{Name}.bn1", Inputs, Width, 3, Stride);
                yield return new($"{Name}.conv2", $"{Name}.bn2", Width, Width, 3, 1);
            }

            if (Projects)
            {
                yield return new($"{Name}.downsample.0", $"{Name}.downsample.1", Inputs, Outputs, 1, Stride);
            }
        }
    }
}

/// <summary>A convolution without bias, and the batch normalisation after it.</summary>
/// <param name="Name">Of the convolution, as torchvision has it.</param>
/// <param name="Norm">Of the normalisation.</param>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Outputs">Channels that go out.</param>
/// <param name="Kernel">Pixels a side.</param>
/// <param name="Stride">Pixels from one place to the next.</param>
public sealed record ResNetConvolution(string Name, string Norm, int Inputs, int Outputs, int Kernel, int Stride);
