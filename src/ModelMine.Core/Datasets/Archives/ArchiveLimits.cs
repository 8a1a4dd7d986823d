namespace ModelMine.Core.Datasets.Archives;

/// <summary>What an archive may hold, so that unpacking one takes bounded memory and time whatever it says.</summary>
public static class ArchiveLimits
{
    /// <summary>Files in an archive; a zip without ZIP64 holds fewer.</summary>
    public const int Files = 500_000;

    /// <summary>Bytes of a file.</summary>
    public const int FileBytes = 16 * 1024 * 1024;

    /// <summary>Characters of a path.</summary>
    public const int PathLength = 400;

    /// <summary>Bytes of a zip's list of files.</summary>
    public const long DirectoryBytes = 32 * 1024 * 1024;

    /// <summary>How many bytes may come of one, beyond <see cref="AlwaysAllowed"/>: images hardly pack at all.</summary>
    public const int Ratio = 20;

    /// <summary>Bytes that an archive may unpack to however small it is.</summary>
    public const long AlwaysAllowed = 64 * 1024 * 1024;

    /// <summary>Bytes that an archive may unpack to.</summary>
    /// <param name="packed">Its own length.</param>
    public static long Unpacked(long packed) => AlwaysAllowed + packed * Ratio;
}
