namespace ModelMine.Core.Datasets.Archives;

/// <summary>Reads the paths of an archive. Nothing is ever written to them; one that means to leave the archive is refused all the same.</summary>
internal static class ArchivePath
{
    /// <summary>The parts of a path.</summary>
    /// <exception cref="DatasetException">It is absolute, leads upwards, or is no plain path.</exception>
    public static string[] Parts(string archive, string path)
    {
        var shown = path.Length <= 100 ? path : $"{path[..100]}…";
        if (path.Length > ArchiveLimits.PathLength || path.Any(char.IsControl))
        {
            throw new DatasetException($"{archive} holds a file whose path is too long, or not plain: {string.Concat(shown.Where(letter => !char.IsControl(letter)))}.");
        }

        var parts = path.Replace('\\', '/').Split('/');
        return path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || parts.Contains("..")
            ? throw new DatasetException($"{archive} holds a file that means to lie outside of it: {shown}. Pack the folder anew, with paths below it.")
            : [.. parts.Where(part => part.Length > 0 && part != ".")];
    }
}
