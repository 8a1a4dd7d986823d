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
                $"ModelMine runs already with the data folder {options.DataFolder}{Holder(options)}.",
                "Stop it first, or choose another folder with --data.");
        }

        // A locked file cannot be read by others: who holds it stands beside it.
        File.WriteAllText(HolderPath(options), $"process {Environment.ProcessId}, {options.WebAddress.AbsoluteUri.TrimEnd('/')}");
        return new DataFolderLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string HolderPath(UpOptions options) => Path.Combine(options.DataFolder, "up.holder");

    private static string Holder(UpOptions options) => File.Exists(HolderPath(options)) ? $" ({File.ReadAllText(HolderPath(options))})" : "";
}
