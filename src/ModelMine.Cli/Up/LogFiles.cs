namespace ModelMine.Cli.Up;

/// <summary>The children's logs: kept from growing without end, and quoted when something goes wrong.</summary>
internal static class LogFiles
{
    private const long TurnedAt = 10_000_000;

    /// <summary>Moves a log that has grown large out of the way; one older log is kept.</summary>
    public static void Turn(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path) && new FileInfo(path).Length > TurnedAt) File.Move(path, $"{path}.1", overwrite: true);
    }

    /// <summary>The last lines of a log.</summary>
    public static string Tail(string path, int lines = 15)
    {
        if (!File.Exists(path)) return "";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(Math.Max(0, file.Length - 20_000), SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(lines));
    }
}
