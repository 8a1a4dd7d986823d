using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Images;

namespace ModelMine.Training.Data.Cifar10;

/// <summary>CIFAR-10 (Krizhevsky 2009): 50,000 + 10,000 colour photographs of 32 × 32 pixels, read from the archive of its binary version.</summary>
internal static class Cifar10Files
{
    public const string Name = Cifar10Archive.DatasetName;
    private const string TestBatch = "test_batch.bin";
    private static readonly string[] TrainBatches = [.. Enumerable.Range(1, 5).Select(number => $"data_batch_{number}.bin")];

    /// <summary>Reads the archive after checking its SHA-256.</summary>
    /// <param name="folder">The data set folder.</param>
    /// <param name="archive">The digest to expect.</param>
    /// <exception cref="TrainingException">The archive is missing, another file, or not in the format.</exception>
    public static ImageFiles Read(string folder, Cifar10Archive archive)
    {
        var path = Path.Combine(folder, Cifar10Archive.FileName);
        if (!File.Exists(path))
        {
            throw new TrainingException($"CIFAR-10 is not on this node: there is no {path}. Fetch {archive.Url} and put it there.", retryable: false);
        }

        RequireDigest(path, archive);
        var batches = ReadBatches(path);
        return new()
        {
            Name = Name,
            Side = Cifar10Batch.Side,
            Channels = Cifar10Batch.Channels,
            Classes = DatasetCatalog.FindEntry(Name)!.Facts.Classes,
            Train = Join(TrainBatches.Select(Find)),
            Test = Join([Find(TestBatch)]),
            Digest = ContentDigest.OfFiles(TrainBatches.Append(TestBatch).Select(name => (name, ContentDigest.Of(batches[name])))),
        };

        LabelledImages Find(string name) => batches.TryGetValue(name, out var content)
            ? Cifar10Batch.Read(name, content)
            : throw new TrainingException($"{path} holds no {name}; it holds {string.Join(", ", batches.Keys)}.", retryable: false);
    }

    private static void RequireDigest(string path, Cifar10Archive archive)
    {
        using var file = File.OpenRead(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(file));
        if (found != archive.Sha256)
        {
            var wanted = archive.Length is { } length ? $"{length:N0} bytes with SHA-256 {archive.Sha256} are" : $"SHA-256 {archive.Sha256} is";
            throw new TrainingException(
                $"{path} is not the archive of CIFAR-10: it has {file.Length:N0} bytes and SHA-256 {found}, but {wanted} expected. Remove it to have it fetched again.",
                retryable: false);
        }
    }

    private static Dictionary<string, byte[]> ReadBatches(string path)
    {
        var batches = new Dictionary<string, byte[]>();
        try
        {
            using var compressed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var tar = new TarReader(compressed);
            while (tar.GetNextEntry() is { } entry)
            {
                var name = Path.GetFileName(entry.Name);
                if (entry.DataStream is { } data && name.EndsWith(".bin", StringComparison.Ordinal))
                {
                    using var content = new MemoryStream((int)Math.Min(entry.Length, int.MaxValue));
                    data.CopyTo(content);
                    batches[name] = content.ToArray();
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or FormatException)
        {
            throw new TrainingException($"{path} could not be read as a gzipped tar archive: {error.Message}", retryable: false, error);
        }

        return batches;
    }

    private static LabelledImages Join(IEnumerable<LabelledImages> parts)
    {
        var all = parts.ToArray();
        return new(Concatenate(part => part.Pixels), Concatenate(part => part.Labels));

        byte[] Concatenate(Func<LabelledImages, byte[]> bytes)
        {
            using var joined = new MemoryStream(all.Sum(part => bytes(part).Length));
            foreach (var part in all)
            {
                joined.Write(bytes(part));
            }

            return joined.ToArray();
        }
    }
}
