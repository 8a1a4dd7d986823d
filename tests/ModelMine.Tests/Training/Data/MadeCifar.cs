using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Cifar;

namespace ModelMine.Tests.Training.Data;

/// <summary>Archives in the form of CIFAR's binary versions, with made-up pictures: a class is a colour and a place.</summary>
internal static class MadeCifar
{
    public static DatasetFacts FactsOf(CifarVersion version) => DatasetCatalog.FindEntry(version == CifarVersion.Ten ? "cifar10" : "cifar100")!.Facts;

    /// <summary>Writes the archive to its place below a folder: <c>cifar10/cifar-10-binary.tar.gz</c>.</summary>
    /// <returns>The line that <c>sha256sum</c> prints of it, and its path.</returns>
    public static (string Sum, string Path) Write(CifarVersion version, string folder, int recordsPerFile = 20, Action<Dictionary<string, byte[]>>? change = null)
    {
        var facts = FactsOf(version);
        var files = version.TrainFiles.Append(version.TestFile)
            .Select((name, number) => (name, Records: Records(version, facts.Classes.Count, recordsPerFile, number)))
            .ToDictionary(pair => pair.name, pair => pair.Records);
        change?.Invoke(files);
        var path = Path.Combine(folder, facts.Name, facts.Files[0].Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"made/{name}") { DataStream = new MemoryStream(content) });
            }
        }

        return ($"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}  {facts.Name}/{facts.Files[0].Name}", path);
    }

    private static byte[] Records(CifarVersion version, int classes, int count, int file)
    {
        var records = new byte[count * version.RecordLength];
        for (var i = 0; i < count; i++)
        {
            var label = (i + file) % Math.Min(classes, 20);
            var record = records.AsSpan(i * version.RecordLength, version.RecordLength);
            record[version.LabelBytes - 1] = (byte)label;
            // A bright square in one colour plane: its place and plane tell the class.
            var plane = record.Slice(version.LabelBytes + label % 3 * 1024, 1024);
            for (var row = 0; row < 8; row++)
            {
                plane.Slice((label * 2 + row) % 32 * 32 + label % 12 * 2, 8).Fill((byte)(200 + i % 50));
            }
        }

        return records;
    }
}
