using System.Diagnostics;
using ModelMine.Tests.Architecture;

namespace ModelMine.Tests.Training.Reference;

/// <summary>Runs the reference scripts of <c>lab/reference</c>.</summary>
internal static class Python
{
    /// <returns>What the script wrote to its standard output.</returns>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        // Debian's PyTorch belongs to the system's Python, which need not be the first in the path.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [Path.Combine(Repository.Root, "lab", "reference", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{script} failed. It needs PyTorch; on Debian: apt-get install python3-torch.\n{await errors}");
        return await output;
    }
}
