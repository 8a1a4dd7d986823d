using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Up;

/// <summary>Keeps two <c>up</c> from one data folder. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="CliFailure">Another process has the folder.</exception>
    public static DataFolderLock Take(UpOptions options)
    {
        var path = Path.Combine(options.DataFolder, "up.lock");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CliFailure(
                ExitCode.Environment,
                $"ModelMine runs already with the data folder {options.DataFolder}{Holder(path)}.",
                "Stop it first, or choose another folder with --data.");
        }

        file.SetLength(0);
        using (var writer = new StreamWriter(file, leaveOpen: true)) writer.Write($"process {Environment.ProcessId}, {options.WebAddress.AbsoluteUri}");
        return new DataFolderLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string Holder(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd() is { Length: > 0 } text ? $" ({text})" : "";
    }
}
