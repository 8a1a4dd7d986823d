using System.Buffers.Binary;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Core.Datasets.Tables;
using ModelMine.Tests.Core.Datasets.Images;
using ModelMine.Tests.Training;
using Parquet;
using Parquet.Schema;

namespace ModelMine.Tests.Core.Datasets.Tables.Parquet;

/// <summary>A Parquet file takes as much memory as a column of a row group, whatever its size and whatever it says. Runs alone: it measures the process.</summary>
[Collection(InspectionMemoryTests.Name)]
public sealed class ParquetMemoryTests : IDisposable
{
    private const long MiB = 1024 * 1024;
    private const int Groups = 40, GroupRows = 25_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspection_OfALargeFile_HoldsAColumnOfARowGroupAtATime()
    {
        var path = _folder.File("large.parquet");
        await WriteAsync(path);
        var (length, before, most, looks) = (new FileInfo(path).Length, GC.GetTotalMemory(forceFullCollection: true), 0L, 0);

        var found = await DatasetInspection.InspectAsync("mine@1", [new("large.parquet", "", length, () => new WatchedFile(path, MiB, Look))], cancellation: TestContext.Current.CancellationToken);

        found.Facts.TrainSamples.ShouldBe(Groups * GroupRows);
        length.ShouldBeGreaterThan(20 * MiB);
        (most - before).ShouldBeLessThan(4 * MiB, $"of a file of {length / MiB} MiB");
        looks.ShouldBeGreaterThan(0, "what was never looked at proves nothing");

        void Look()
        {
            looks++;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    /// <summary>Each number of the footer in turn becomes the largest one: lengths of texts and lists, places, counts, sizes.</summary>
    [Fact]
    public async Task Open_AnyNumberOfTheFooterThatLies_TakesBoundedMemory()
    {
        byte[] lie = [0xFE, 0xFF, 0xFF, 0xFF, 0x0F];
        var whole = await ParquetBytes.OfAllKindsAsync(40, 20);
        var footer = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(whole.Length - 8));
        var refused = 0;
        for (var place = whole.Length - 8 - footer; place < whole.Length - 8; place++)
        {
            byte[] lying = [.. whole[..place], .. lie, .. whole[(place + 1)..]];
            BinaryPrimitives.WriteInt32LittleEndian(lying.AsSpan(lying.Length - 8), footer + lie.Length - 1);
            var before = GC.GetTotalAllocatedBytes();
            try
            {
                using var content = new MemoryStream(lying);
                await TableSurvey.OfAsync(await TableFile.OpenAsync(content, "t.parquet"), "t.parquet");
            }
            catch (DatasetException)
            {
                refused++;
            }

            (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64 * MiB, $"byte {place} of {whole.Length}");
        }

        refused.ShouldBeInRange(footer / 4, footer - 1);
    }

    /// <summary>Snappy says itself what it unpacks to; a length of 256 MiB in place of the true one was once believed.</summary>
    [Fact]
    public async Task Read_SnappyBlockThatSaysItUnpacksToMuch_IsRefusedBeforeItIsUnpacked()
    {
        var whole = await ParquetBytes.OfAllKindsAsync(40, 40);
        var refused = 0;
        for (var place = 4; place < 400; place++)
        {
            var lying = (byte[])whole.Clone();
            new byte[] { 0x80, 0x80, 0x80, 0x80, 0x01 }.CopyTo(lying, place);
            var before = GC.GetTotalAllocatedBytes();
            try
            {
                using var content = new MemoryStream(lying);
                await TableSurvey.OfAsync(await TableFile.OpenAsync(content, "t.parquet"), "t.parquet");
            }
            catch (DatasetException)
            {
                refused++;
            }

            (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64 * MiB, $"byte {place} of {whole.Length}");
        }

        refused.ShouldBeGreaterThan(20);
    }

    private static async Task WriteAsync(string path)
    {
        var random = new Random(1);
        DataField one = new("one", typeof(double), isNullable: false), two = new("two", typeof(double), isNullable: true), three = new("three", typeof(double), isNullable: false);
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(one, two, three), file);
        for (var i = 0; i < Groups; i++)
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(one, Numbers());
            await group.WriteAsync<double>(two, Array.ConvertAll(Numbers(), number => number < 0.1 ? null : (double?)number));
            await group.WriteAsync<double>(three, Numbers());
            group.CompleteValidate();
        }

        double[] Numbers() => [.. Enumerable.Range(0, GroupRows).Select(_ => random.NextDouble())];
    }
}
