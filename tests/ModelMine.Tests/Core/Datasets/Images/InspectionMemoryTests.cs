using System.Formats.Tar;
using System.IO.Compression;
using ModelMine.Core.Datasets.Own;
using ModelMine.Tests.Training;

namespace ModelMine.Tests.Core.Datasets.Images;

/// <summary>Inspecting an archive takes as much memory as its largest image, not as its size. Runs alone: it measures the process.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InspectionMemoryTests : IDisposable
{
    internal const string Name = "inspection's memory";
    private const int Images = 160;
    private const int Side = 1024;
    private const long MiB = 1024 * 1024;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspection_OfALargeArchive_HoldsAnImageAtATime()
    {
        var path = _folder.File("large.tar");
        Pack(path);
        var (length, before, most) = (new FileInfo(path).Length, GC.GetTotalMemory(forceFullCollection: true), 0L);

        var found = await DatasetInspection.InspectAsync("mine@1", [new("large.tar", "", length, () => new WatchedFile(path, 8 * MiB, Look))], cancellation: TestContext.Current.CancellationToken);

        found.Facts.TrainSamples.ShouldBe(Images);
        length.ShouldBeGreaterThan(Images * MiB);
        (most - before).ShouldBeLessThan(24 * MiB, $"of an archive of {length / MiB} MiB");
        most.ShouldBeGreaterThan(before);

        void Look() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>A file of 40 KB that claims, and has, 40 million pixels: its rows go by one at a time.</summary>
    [Fact]
    public void Image_OfAsManyPixelsAsThereMayBe_IsCheckedInSmallMemory()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < 4_800; row++)
            {
                zlib.Write(new byte[8_001]);
            }
        }

        var file = MadeImages.PngOf(8_000, 4_800, 8, packed.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        ModelMine.Core.Datasets.Images.ImageContent.Check("a.png", file).Width.ShouldBe(8_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MiB);
    }

    private static void Pack(string path)
    {
        var random = new Random(1);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            var row = new byte[Side + 1];
            for (var y = 0; y < Side; y++)
            {
                random.NextBytes(row);
                row[0] = 0;
                zlib.Write(row);
            }
        }

        var image = MadeImages.PngOf(Side, Side, 8, packed.ToArray());
        using var tar = new TarWriter(File.Create(path));
        for (var i = 0; i < Images; i++)
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{(i % 2 == 0 ? "dark" : "light")}/{i}.png") { DataStream = new MemoryStream(image) });
        }
    }
}
