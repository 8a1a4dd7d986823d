using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs;

/// <summary>What a trainer holds of a set of images.</summary>
public static class ImageMemory
{
    /// <summary>Bytes of decoded pixels of a user's archive above which they lie in a mapped file and not in memory.</summary>
    public const long MappedAbove = 64 * 1024 * 1024;

    /// <summary>Bytes of pixels that lie in memory.</summary>
    /// <param name="data">A data set of images.</param>
    public static double PixelBytes(DatasetFacts data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var pixels = (double)data.Image!.Count * (data.TrainSamples + data.TestSamples);
        var isOwnArchive = data.Files is [{ Url: null }] && DatasetCatalog.FindEntry(data.Name) is null;
        return isOwnArchive ? Math.Min(pixels, 2 * MappedAbove) : pixels;
    }
}
