using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Tests.Core.Datasets.Images;

namespace ModelMine.Tests.Core.Datasets.Own;

/// <summary>
/// Whatever bytes users give, the inspection says what they are or what is wrong with them: no other exception, and no more memory
/// than is stated. Runs alone: it measures the process.
/// </summary>
[Collection(InspectionMemoryTests.Name)]
public sealed class DamagedFileTests
{
    private const int Damages = 1_000;

    /// <summary>The most that is unpacked at once, a page of Parquet of 64 MiB, in the file's form and as values.</summary>
    private const long MostAllocated = 256 * 1024 * 1024;

    [Theory]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("parquet")]
    [InlineData("parquet, snappy")]
    [InlineData("parquet, gzip")]
    [InlineData("parquet, zstd")]
    [InlineData("text")]
    [InlineData("idx")]
    [InlineData("idx, gzip")]
    [InlineData("zip of images")]
    [InlineData("zip of texts")]
    [InlineData("tar of images")]
    [InlineData("tar of texts")]
    [InlineData("tar.gz of images")]
    public async Task Inspect_DamagedFile_GivesFactsOrADatasetException(string format)
    {
        var whole = await WholeFiles.OfAsync(format);
        (await RefusalAsync(whole)).ShouldBeNull();

        var refused = 0;
        for (var seed = 0; seed < Damages; seed++)
        {
            var victim = seed % whole.Length;
            (string, byte[])[] damaged = [.. whole.Select((file, place) => place == victim ? (file.Name, DamagedFile.Of(file.Content, seed)) : file)];
            var before = GC.GetTotalAllocatedBytes();

            var refusal = await RefusalAsync(damaged, $"{format}, seed {seed}");

            (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(MostAllocated, $"{format}, seed {seed}");
            refused += refusal is null ? 0 : 1;
        }

        // Damage that is never found, or found where there is none, would say that nothing was tested.
        refused.ShouldBeGreaterThan(Damages / 4);
    }

    /// <returns>What is wrong with the files; null when nothing is.</returns>
    private static async Task<string?> RefusalAsync((string Name, byte[] Content)[] files, string about = "whole")
    {
        try
        {
            await DatasetInspection.InspectAsync(
                "mine@1",
                [.. files.Select(file => new OwnFile(file.Name, "", file.Content.Length, () => new MemoryStream(file.Content)))],
                cancellation: TestContext.Current.CancellationToken);
            return null;
        }
        catch (DatasetException refusal)
        {
            return refusal.Message;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{about}: the inspection threw {error.GetType().Name}: {error.Message}", error);
        }
    }
}
