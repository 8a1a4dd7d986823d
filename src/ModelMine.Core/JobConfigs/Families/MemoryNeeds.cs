using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What a trainer must hold in memory.</summary>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="ActivationsPerSample">Numbers kept of each sample of a batch for the backward pass.</param>
/// <param name="DataBytes">Bytes of the data as it lies in memory.</param>
internal readonly record struct MemoryNeeds(double Parameters, double ActivationsPerSample, double DataBytes)
{
    public const int BytesPerNumber = 4;

    /// <summary>Bytes of a set of images in memory: as it lies on disk, and as 32-bit labels and indices beside it.</summary>
    public static double OfImages(DatasetFacts data) =>
        ImageMemory.PixelBytes(data) * (1 + BytesPerNumber);
}
