using System.Formats.Tar;
using System.Globalization;
using System.Text;
using ModelMine.Tests.Core.Datasets.Images;
using ModelMine.Tests.Core.Datasets.Tables.Parquet;
using Parquet;

namespace ModelMine.Tests.Core.Datasets.Own;

/// <summary>A small data set of each format that users may give, by its name.</summary>
internal static class WholeFiles
{
    public static async Task<(string Name, byte[] Content)[]> OfAsync(string format) => format switch
    {
        "csv" => [("t.csv", Table(','))],
        "tsv" => [("t.tsv", Table('\t'))],
        "parquet" => [("t.parquet", await ParquetBytes.OfAllKindsAsync(60, 25, CompressionMethod.None))],
        "parquet, snappy" => [("t.parquet", await ParquetBytes.OfAllKindsAsync(60, 25))],
        "parquet, gzip" => [("t.parquet", await ParquetBytes.OfAllKindsAsync(60, 25, CompressionMethod.Gzip))],
        "parquet, zstd" => [("t.parquet", await ParquetBytes.OfAllKindsAsync(60, 25, CompressionMethod.Zstd))],
        "text" => [("t.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Größe, größer. ", 80))))],
        "idx" => Idx(""),
        "idx, gzip" => [.. Idx(".gz").Select(file => (file.Name, MadeImages.Gzip(file.Content)))],
        "zip of images" => [("t.zip", MadeImages.Zip(Images))],
        "zip of texts" => [("t.zip", MadeImages.Zip(Texts))],
        "tar of images" => [("t.tar", MadeImages.Tar(TarEntryFormat.Pax, Images))],
        "tar of texts" => [("t.tar", MadeImages.Tar(TarEntryFormat.Gnu, Texts))],
        _ => [("t.tar.gz", MadeImages.Gzip(MadeImages.Tar(TarEntryFormat.Ustar, Images)))],
    };

    private static (string Path, byte[] Content)[] Images =>
        [.. MadeImages.TwoClasses(), ("dark/baseline.jpg", MadeJpegs.Baseline), ("light/progressive.jpg", MadeJpegs.Progressive)];

    private static (string Path, byte[] Content)[] Texts =>
        [.. Enumerable.Range(0, 12).Select(i => ($"{(i % 2 == 0 ? "yes" : "no")}/{i:D3}.txt", Encoding.UTF8.GetBytes($"text {i}: größer")))];

    private static byte[] Table(char delimiter)
    {
        var text = new StringBuilder().AppendJoin(delimiter, "number", "word", "note").Append('\n');
        for (var i = 0; i < 40; i++)
        {
            text.AppendJoin(delimiter, i % 7 == 3 ? "NA" : (i / 3.0).ToString("R", CultureInfo.InvariantCulture), i % 2 == 0 ? "even" : "odd", $"\"a \"\"note\"\",\nof {i}\"").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (string Name, byte[] Content)[] Idx(string extension) =>
    [
        ($"train-images-idx3-ubyte{extension}", MadeImages.Idx([12, 8, 8], new byte[12 * 64])),
        ($"train-labels-idx1-ubyte{extension}", MadeImages.Idx([12], [.. Enumerable.Range(0, 12).Select(i => (byte)(i % 3))])),
    ];
}
