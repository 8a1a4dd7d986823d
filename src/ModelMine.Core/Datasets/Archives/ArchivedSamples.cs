namespace ModelMine.Core.Datasets.Archives;

/// <summary>An archive of samples in class folders. It is read from beginning to end, a sample at a time.</summary>
public static class ArchivedSamples
{
    /// <summary>Extensions of archives that are read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".zip", ".tar", ".tar.gz", ".tgz"];

    /// <summary>Every sample of an archive, in the order in which they are packed. What is none, or hidden, is passed over.</summary>
    /// <param name="name">What the archive is called.</param>
    /// <param name="archive">Its bytes; can be sought in.</param>
    /// <param name="isSample">Tells a sample by its path.</param>
    /// <exception cref="DatasetException">It is no archive, or holds what none may; names the file inside.</exception>
    public static IEnumerable<(string[] Parts, byte[] File)> Read(string name, Stream archive, Func<string, bool> isSample)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(isSample);
        using var files = ArchiveFile.Read(name, archive).GetEnumerator();
        while (Next(name, files, isSample) is { } sample)
        {
            yield return sample;
        }
    }

    private static (string[] Parts, byte[] File)? Next(string name, IEnumerator<ArchiveFile> files, Func<string, bool> isSample)
    {
        var inside = "";
        try
        {
            while (files.MoveNext())
            {
                inside = files.Current.Path;
                if (isSample(inside) && !files.Current.Parts.Any(part => part[0] == '.' || part == "__MACOSX"))
                {
                    return (files.Current.Parts, files.Current.ReadAll(name));
                }
            }

            return null;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new DatasetException($"{name} is damaged{(inside.Length == 0 ? "" : $" at or after {inside}")}: {error.Message}", error);
        }
    }
}
