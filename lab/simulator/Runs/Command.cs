using ModelMine.Simulator.Story;

namespace ModelMine.Simulator.Runs;

/// <summary>The command line.</summary>
internal static class Command
{
    private const int Good = 0;
    private const int Bad = 1;
    private const int Usage = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (Request.Parse(args) is not { } request)
        {
            await output.WriteLineAsync(Request.Help);
            return Usage;
        }

        using var folder = new ScratchFolder();
        return request.Processes > 1 && request.Seeds > 1
            ? await Parts.RunAsync(request, output)
            : await RunHereAsync(request, folder.Path, output);
    }

    private static async Task<int> RunHereAsync(Request request, string folder, TextWriter output)
    {
        var summary = new Summary();
        for (var seed = request.First; seed < request.First + request.Seeds; seed++)
        {
            var verdict = await Simulation.RunAsync(seed, request.Weakness, folder, request.Shows ? output.WriteLine : null);
            summary.Add(verdict);
            if (verdict.Violation is not null) await output.WriteLineAsync(Report.Of(verdict, request));
            if (verdict.Violation is not null && request.StopsAtFirst) break;
            if (summary.Stories % Progress.Every == 0) await output.WriteLineAsync(Progress.Line(summary));
        }

        await output.WriteAsync(summary.ToLines());
        return summary.Violations == 0 ? Good : Bad;
    }
}
