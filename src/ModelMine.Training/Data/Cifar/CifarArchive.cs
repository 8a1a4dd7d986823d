using System.Formats.Tar;
using System.IO.Compression;
using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Images;

namespace ModelMine.Training.Data.Cifar;

/// <summary>
/// Reads the archive of a CIFAR set (Krizhevsky 2009), 50,000 + 10,000 colour photographs of 32 × 32 pixels: each record goes from
/// the stream to its place; nothing is held twice.
/// </summary>
internal sealed class CifarArchive
{
    private readonly CifarVersion _version;
    private readonly DatasetFacts _facts;
    private readonly string _path;
    private readonly Dictionary<string, string> _digests = [];
    private readonly List<string> _seen = [];
    private Part? _train, _test;

    private CifarArchive(CifarVersion version, DatasetFacts facts, string path) => (_version, _facts, _path) = (version, facts, path);

    /// <summary>Reads an archive whose SHA-256 was checked.</summary>
    /// <exception cref="TrainingException">It is no such archive, or not in the format.</exception>
    public static ImageFiles Read(CifarVersion version, DatasetFacts facts, string path)
    {
        var archive = new CifarArchive(version, facts, path);
        archive.ReadEntries();
        return archive.Files();
    }

    private void ReadEntries()
    {
        try
        {
            using var compressed = new GZipStream(File.OpenRead(_path), CompressionMode.Decompress);
            using var tar = new TarReader(compressed);
            while (tar.GetNextEntry() is { } entry)
            {
                var name = Path.GetFileName(entry.Name);
                if (entry.DataStream is { } data && name.EndsWith(".bin", StringComparison.Ordinal))
                {
                    _seen.Add(name);
                    ReadEntry(name, entry.Length, data);
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or FormatException)
        {
            throw new TrainingException($"{_path} could not be read as a gzipped tar archive: {error.Message}", retryable: false, error);
        }
    }

    private void ReadEntry(string name, long length, Stream data)
    {
        if (name == _version.TestFile)
        {
            _test ??= new(CifarRecords.Count(_version, name, length), files: 1);
            ReadInto(_test, 0, name, length, data);
        }
        else if (_version.TrainFiles.ToList().IndexOf(name) is var place and >= 0)
        {
            _train ??= new(CifarRecords.Count(_version, name, length), _version.TrainFiles.Count);
            ReadInto(_train, place, name, length, data);
        }
    }

    private void ReadInto(Part part, int place, string name, long length, Stream data)
    {
        var count = CifarRecords.Count(_version, name, length);
        if (count != part.RecordsPerFile)
        {
            throw new TrainingException($"{name} has {count:N0} records, but another file of {_path} has {part.RecordsPerFile:N0}: they should be of the same length.", retryable: false);
        }

        using var hashed = new HashedStream(data);
        var first = place * count;
        CifarRecords.Read(
            _version, name, hashed, _facts.Classes.Count, part.Pixels.AsSpan(first * CifarRecords.ImageBytes, count * CifarRecords.ImageBytes), part.Labels.AsSpan(first, count));
        _digests[name] = hashed.Sha256();
    }

    private ImageFiles Files()
    {
        var names = _version.TrainFiles.Append(_version.TestFile).ToList();
        if (names.Find(name => !_digests.ContainsKey(name)) is { } missing)
        {
            throw new TrainingException($"{_path} holds no {missing}; it holds {string.Join(", ", _seen)}.", retryable: false);
        }

        return new()
        {
            Name = _facts.Name,
            Shape = _facts.Image!,
            Classes = _facts.Classes,
            Augmentation = _facts.Augmentation,
            Train = new(_train!.Pixels, _train.Labels),
            Test = new(_test!.Pixels, _test.Labels),
            Digest = ContentDigest.OfFiles(names.Select(name => (name, _digests[name]))),
        };
    }

    /// <summary>Room for the images of one or several files.</summary>
    private sealed class Part(int recordsPerFile, int files)
    {
        public int RecordsPerFile { get; } = recordsPerFile;

        public byte[] Pixels { get; } = new byte[checked(recordsPerFile * files * CifarRecords.ImageBytes)];

        public byte[] Labels { get; } = new byte[recordsPerFile * files];
    }
}
