using System.Diagnostics;
using System.Globalization;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Simulation;

/// <summary>One run of the simulator: it is a program, because all that a seed tells must run on one thread.</summary>
/// <param name="ExitCode">0 when every story ended well.</param>
/// <param name="Output">What it printed.</param>
internal sealed record SimulatorRun(int ExitCode, string Output)
{
    /// <summary>Stories told, those that ended badly, and a hash of all that happened.</summary>
    public string Stories => Output.Split('\n').Single(line => line.StartsWith("stories\t", StringComparison.Ordinal));

    /// <summary>How often each thing came to pass.</summary>
    public IReadOnlyDictionary<string, long> Paths { get; } = Output.Split('\n').Select(line => line.Split('\t'))
        .Where(words => words is ["path", _, _]).ToDictionary(words => words[1], words => long.Parse(words[2], CultureInfo.InvariantCulture));

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Its command line.</param>
    public static async Task<SimulatorRun> OfAsync(params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Programs.Simulator, .. arguments]) { RedirectStandardOutput = true })!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new SimulatorRun(process.ExitCode, output);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
