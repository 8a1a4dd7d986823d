namespace ModelMine.Agent.Machine;

/// <summary>The files in which Linux says what the machine is and does.</summary>
/// <param name="root">Where the file system starts: <c>/</c>, or a folder of recorded files.</param>
internal sealed class MachineFiles(string root)
{
    /// <summary>The text of a file; null when there is none, or it may not be read.</summary>
    /// <param name="path">Path from the root, such as <c>proc/stat</c>.</param>
    public string? Read(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, path.TrimStart('/')));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The lines of a file; none when there is no file.</summary>
    /// <param name="path">Path from the root.</param>
    public IReadOnlyList<string> Lines(string path) => Read(path)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
