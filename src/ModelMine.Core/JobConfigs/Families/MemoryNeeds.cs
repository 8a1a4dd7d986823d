using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What a trainer must hold in memory.</summary>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="ActivationsPerSample">Numbers kept of each sample of a batch for the backward pass.</param>
/// <param name="DataBytes">Bytes of the data as it lies in memory.</param>
internal readonly record struct MemoryNeeds(double Parameters, double ActivationsPerSample, double DataBytes)
{
    public const int BytesPerNumber = 4;

    private const int ImageCopies = 2;

    /// <summary>Bytes of a set of images in memory: a byte a number, once more while it is read and split.</summary>
    public static double OfImages(DatasetFacts data) =>
        ImageMemory.PixelBytes(data) * ImageCopies;
}
