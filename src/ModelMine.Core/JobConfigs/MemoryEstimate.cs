namespace ModelMine.Core.JobConfigs;

/// <summary>
/// What a trainer needs, estimated from above: libtorch and .NET themselves (600 MiB), the data set as it lies in memory,
/// the weights six times (weights, gradients, two moments of the optimizer, a snapshot that is being written), and the
/// activations of one batch one and a half times (kept for the backward pass, which adds to them as it goes). A floor of
/// 1,024 MiB covers what is not counted. 4 bytes a number throughout. Measured with one thread, trainers of
/// nine configs of all families peaked at 18 to 84 % of it.
/// </summary>
public static class MemoryEstimate
{
    private const double MiB = 1024 * 1024;
    private const double BaseMiB = 600;
    private const int FloorMiB = 1024;
    private const int BytesPerNumber = 4;
    private const int WeightCopies = 6;
    private const double ActivationCopies = 1.5;
    private const int Classes = 10;

    /// <summary>The estimate for a config.</summary>
    /// <param name="config">The effective config.</param>
    /// <returns>MiB, at least 1,024, a multiple of 64.</returns>
    public static int For(EffectiveConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (parameters, activations, dataBytes) = config.Family switch
        {
            ModelFamily.Mlp => Mlp(config),
            ModelFamily.Cnn => Cnn(config),
            ModelFamily.Transformer => Transformer(config),
            _ => Dqn(config),
        };
        var bytes = dataBytes + BytesPerNumber * (parameters * WeightCopies + activations * config.BatchSize * ActivationCopies);
        var needed = Math.Max(FloorMiB, BaseMiB + bytes / MiB);
        return (int)Math.Min(int.MaxValue - 64, Math.Ceiling(needed / 64) * 64);
    }

    private static (double Parameters, double ActivationsPerSample, double DataBytes) Mlp(EffectiveConfig config)
    {
        var (pixels, _, _, dataBytes) = Images(config);
        double width = config.Int32("hiddenSize"), layers = config.Int32("hiddenLayers");
        return (pixels * width + (layers - 1) * width * width + width * Classes, pixels + 3 * layers * width, dataBytes);
    }

    private static (double Parameters, double ActivationsPerSample, double DataBytes) Cnn(EffectiveConfig config)
    {
        var (pixels, side, colours, dataBytes) = Images(config);
        double channels = config.Int32("channels"), area = side * side;
        // Three 3×3 convolutions (channels, twice, four times as many), each followed by a pool that halves the sides; then 128 units.
        var parameters = 9 * (colours * channels + 2 * channels * channels + 8 * channels * channels)
            + 4 * channels * (area / 64) * 128 + 128 * Classes;
        // Each convolution's output, its pooled half with the places of the maxima (8 bytes each), and the rectified one.
        var activations = pixels + 2 * channels * area * (1 + 0.5 + 0.25);
        return (parameters, activations, dataBytes);
    }

    private static (double Parameters, double ActivationsPerSample, double DataBytes) Transformer(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize"), layers = config.Int32("numLayers"), heads = config.Int32("numHeads");
        // The text has fewer than 256 different characters, whatever the bound says.
        double length = config.Int32("contextLength"), vocabulary = Math.Min(256, config.Int32("vocabSize"));
        var parameters = 12 * layers * width * width + (2 * vocabulary + length) * width;
        var activations = length * (layers * (16 * width + 3 * heads * length) + 2 * vocabulary);
        return (parameters, activations, 64 * MiB);
    }

    private static (double Parameters, double ActivationsPerSample, double DataBytes) Dqn(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize");
        const int NumbersPerTransition = 2 * 4 + 3;
        return (2 * (width * width + 8 * width), 8 * width, (double)config.Int32("replaySize") * NumbersPerTransition * BytesPerNumber);
    }

    private static (double Pixels, double Side, double Colours, double DataBytes) Images(EffectiveConfig config)
    {
        var (side, colours, images) = config.Dataset == "cifar10" ? (32, 3, 60_000) : (28, 1, 70_000);
        double pixels = side * side * colours;
        return (pixels, side, colours, pixels * images * (1 + BytesPerNumber));
    }
}
