using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelMine.Core.Datasets;

namespace ModelMine.Tests.Training.Data;

/// <summary>Files in the form of Fashion-MNIST, with made-up pictures: a class is the place of a bright square.</summary>
internal static class MadeFashion
{
    /// <summary>Writes the four files below a folder.</summary>
    /// <returns>The lines that <c>sha256sum</c> prints of them.</returns>
    public static IReadOnlyList<string> Write(string folder, int train, int test)
    {
        var facts = DatasetCatalog.FindEntry("fashion-mnist")!.Facts;
        Directory.CreateDirectory(Path.Combine(folder, facts.Name));
        byte[][] contents = [Images(train), Labels(train), Images(test), Labels(test)];
        return [.. facts.Files.Zip(contents, (file, content) =>
        {
            var path = Path.Combine(folder, facts.Name, file.Name);
            using (var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            {
                stream.Write(content);
            }

            return $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}  {facts.Name}/{file.Name}";
        })];
    }

    private static byte[] Images(int count)
    {
        var pixels = new byte[count * 784];
        for (var i = 0; i < count; i++)
        {
            for (var row = 0; row < 5; row++)
            {
                pixels.AsSpan(i * 784 + (i % 2 * 14 + 4 + row) * 28 + i % 10 / 2 * 5 + 1, 4).Fill((byte)(180 + i % 70));
            }
        }

        return [0, 0, 8, 3, .. BigEndian(count), .. BigEndian(28), .. BigEndian(28), .. pixels];
    }

    private static byte[] Labels(int count) => [0, 0, 8, 1, .. BigEndian(count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
