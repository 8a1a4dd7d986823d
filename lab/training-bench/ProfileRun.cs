using System.Diagnostics;
using System.Globalization;

namespace ModelMine.TrainingBench;

/// <summary>Runs a family under perf, and sums the samples of its symbols by what they are for.</summary>
internal static class ProfileRun
{
    /// <summary>What is left out at the start, while the runtime compiles and the data set is read.</summary>
    private const int SkippedMilliseconds = 5000;

    private static readonly (string Family, int Steps)[] Lengths = [("cnn", 3000), ("resnet", 60), ("transformer", 500)];

    public static void Run(IReadOnlyList<string> families, int threads)
    {
        Console.WriteLine($"| family | {string.Join(" | ", ProfiledKind.Names)} |");
        Console.WriteLine($"|---|{string.Concat(ProfiledKind.Names.Select(_ => "---:|"))}");
        foreach (var family in families)
        {
            var file = Path.GetTempFileName();
            try
            {
                Record(family, threads, file);
                var shares = ProfiledKind.Names.ToDictionary(name => name, _ => 0.0);
                foreach (var (share, place, symbol) in Report(file)) shares[ProfiledKind.Of(place, symbol)] += share;
                var cells = ProfiledKind.Names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{shares[name]:F1} %"));
                Console.WriteLine($"| {family} | {string.Join(" | ", cells)} |");
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static void Record(string family, int threads, string file)
    {
        var start = new ProcessStartInfo("perf",
        [
            "record", "-q", "-o", file, "-e", "cpu-clock", "-F", "499", "-D", SkippedMilliseconds.ToString(CultureInfo.InvariantCulture), "--",
            Environment.ProcessPath!, "exec", typeof(ProfileRun).Assembly.Location, "ours", "--family", family,
            "--threads", threads.ToString(CultureInfo.InvariantCulture),
            "--steps", Lengths.First(length => length.Family == family).Steps.ToString(CultureInfo.InvariantCulture),
        ])
        { RedirectStandardOutput = true };
        // So that perf can name what .NET and oneDNN compile while they run.
        start.Environment["DOTNET_PerfMapEnabled"] = "1";
        start.Environment["ONEDNN_JIT_PROFILE"] = "2";
        Output(start);
    }

    private static IEnumerable<(double Share, string Place, string Symbol)> Report(string file)
    {
        var start = new ProcessStartInfo("perf", ["report", "-i", file, "--stdio", "--sort", "dso,symbol", "-t", "\t"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return from line in Output(start).Split('\n')
               where line.Length > 0 && line[0] != '#'
               let cells = line.Split('\t', StringSplitOptions.TrimEntries)
               where cells.Length >= 3
               select (double.Parse(cells[0].TrimEnd('%'), CultureInfo.InvariantCulture), cells[1], cells[2]);
    }

    private static string Output(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"perf ended with {process.ExitCode}.");
    }
}
