namespace ModelMine.SystemTests.Harness;

/// <summary>Where the programs under test lie: built beside this one.</summary>
internal static class Programs
{
    public static string Server => Find("ModelMine.Server");

    public static string Agent => Find("ModelMine.Agent");

    public static string Cli => Find("ModelMine.Cli");

    public static string StubTrainer => Find("ModelMine.StubTrainer");

    public static string Chaos => Find("ModelMine.Chaos");

    public static string Simulator => Find("ModelMine.Simulator");

    private static string Find(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = own.Name.Split('_')[0];
        return Directory.EnumerateDirectories(Path.Combine(own.Parent!.Parent!.FullName, project))
            .Where(folder => Path.GetFileName(folder).Split('_')[0] == configuration)
            .Select(folder => Path.Combine(folder, $"{project}.dll"))
            .Where(File.Exists)
            .MaxBy(File.GetLastWriteTimeUtc) ?? throw new FileNotFoundException($"{project} is not built in {configuration}.");
    }
}
