namespace ModelMine.Agent.Trainers;

/// <summary>Adds up what lies in a folder that somebody else writes to.</summary>
internal static class FolderSize
{
    /// <summary>Bytes of all files in it; what vanishes meanwhile does not count.</summary>
    /// <param name="folder">The folder.</param>
    public static long Of(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var bytes = 0L;
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", options))
            {
                if (LengthOf(file) is { } length) bytes += length;
            }
        }
        catch (IOException)
        {
            // It is being removed: the attempt ends.
        }

        return bytes;
    }

    private static long? LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
