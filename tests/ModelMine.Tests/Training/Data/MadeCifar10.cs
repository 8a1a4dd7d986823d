using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelMine.Training.Data.Cifar10;

namespace ModelMine.Tests.Training.Data;

/// <summary>An archive in the form of CIFAR-10's binary version, with made-up pictures: a class is a colour and a place.</summary>
internal static class MadeCifar10
{
    public const int RecordLength = 1 + 3 * 32 * 32;
    public static readonly string[] Batches = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];

    /// <summary>Writes the archive into a folder.</summary>
    /// <returns>What to expect of it.</returns>
    public static Cifar10Archive Write(string folder, int recordsPerBatch = 20, Action<Dictionary<string, byte[]>>? change = null)
    {
        var batches = Batches.Select((name, number) => (name, Records: Records(recordsPerBatch, number))).ToDictionary(pair => pair.name, pair => pair.Records);
        change?.Invoke(batches);
        var path = Path.Combine(folder, Cifar10Archive.FileName);
        using (var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
        {
            foreach (var (name, content) in batches)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"cifar-10-batches-bin/{name}") { DataStream = new MemoryStream(content) });
            }
        }

        return new(new Uri("http://localhost/cifar-10-binary.tar.gz"), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), null);
    }

    private static byte[] Records(int count, int batch)
    {
        var records = new byte[count * RecordLength];
        for (var i = 0; i < count; i++)
        {
            var label = (i + batch) % 10;
            var record = records.AsSpan(i * RecordLength, RecordLength);
            record[0] = (byte)label;
            // A bright square in one colour plane: its place and plane tell the class.
            var plane = record.Slice(1 + label % 3 * 1024, 1024);
            for (var row = 0; row < 8; row++)
            {
                plane.Slice((label * 2 + row) % 32 * 32 + label * 2, 8).Fill((byte)(200 + i % 50));
            }
        }

        return records;
    }
}
