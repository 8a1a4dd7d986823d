using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Up;

/// <summary>Finds the server's and the agent's programs beside this one.</summary>
internal static class ProductFiles
{
    public const string FolderVariable = "MODELMINE_BIN";

    public static string Server(Surroundings surroundings) => Find("ModelMine.Server", surroundings);

    public static string Agent(Surroundings surroundings) => Find("ModelMine.Agent", surroundings);

    /// <summary>
    /// A build lays programs out as <c>bin/PROJECT/CONFIGURATION[_RUNTIME]/PROJECT.dll</c>; the newest of this one's configuration
    /// is taken.
    /// </summary>
    private static string Find(string project, Surroundings surroundings)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var bin = surroundings.Variable(FolderVariable) is { Length: > 0 } named ? named : own.Parent!.Parent!.FullName;
        var configuration = own.Name.Split('_')[0];
        var found = Directory.Exists(Path.Combine(bin, project))
            ? Directory.EnumerateDirectories(Path.Combine(bin, project))
                .Where(folder => Path.GetFileName(folder).Split('_')[0] == configuration)
                .Select(folder => Path.Combine(folder, $"{project}.dll"))
                .Where(File.Exists)
                .MaxBy(File.GetLastWriteTimeUtc)
            : null;
        return found ?? throw new CliFailure(
            ExitCode.Environment,
            $"{project} is not built: there is no {Path.Combine(bin, project, configuration)}*/{project}.dll.",
            $"Start with the script modelmine at the root of the repository, which builds it, or set {FolderVariable} to the folder that holds {project}/.");
    }
}
