using System.Diagnostics;

namespace ModelMine.Chaos.Sensitivity;

/// <summary>The server as it is built for the lab: guards can be taken from it. It lies in a folder of its own.</summary>
internal static class FaultyServer
{
    private const string Solution = "ModelMine.slnx";

    /// <summary>Builds it.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its assembly.</returns>
    public static async Task<string> BuildAsync(CancellationToken cancellation)
    {
        var root = Root();
        var start = new ProcessStartInfo("dotnet", ["build", "src/ModelMine.Server", "-c", "Release", "-v", "q", "--nologo", "-p:ModelMineLabFaults=true", "-p:RunAnalyzers=false"])
        {
            WorkingDirectory = root, RedirectStandardOutput = true, UseShellExecute = false,
        };
        using var build = Process.Start(start)!;
        var printed = await build.StandardOutput.ReadToEndAsync(cancellation);
        await build.WaitForExitAsync(cancellation);
        if (build.ExitCode != 0) throw new InvalidOperationException($"The server could not be built for the lab:\n{printed}");
        return Path.Combine(root, "artifacts", "lab-faults", "bin", "ModelMine.Server", "release", "ModelMine.Server.dll");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        throw new InvalidOperationException($"The sources are not here: no folder above {AppContext.BaseDirectory} has {Solution}.");
    }
}
