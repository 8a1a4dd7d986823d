using System.Diagnostics;
using System.Globalization;

namespace ModelMine.Simulator.Runs;

/// <summary>Shares the seeds of a run among processes: one process can tell one story at a time.</summary>
internal static class Parts
{
    public static async Task<int> RunAsync(Request request, TextWriter output)
    {
        var (whole, began) = (new Summary(), Stopwatch.GetTimestamp());
        var progress = new Progress(request, output);
        var parts = Enumerable.Range(0, request.Processes).Select(part => RunPartAsync(request, part, whole, progress, output));
        var codes = await Task.WhenAll(parts);
        await output.WriteAsync(whole.ToLines());
        var took = Stopwatch.GetElapsedTime(began);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{whole.Stories} stories in {took.TotalSeconds:0.0} s, {whole.Violations} ended badly."));
        return codes.Max();
    }

    private static async Task<int> RunPartAsync(Request request, int part, Summary whole, Progress progress, TextWriter output)
    {
        var (from, to) = ((long)request.Seeds * part / request.Processes, (long)request.Seeds * (part + 1) / request.Processes);
        if (from == to) return 0;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var word in Words(request, request.First + (int)from, (int)(to - from))) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (!progress.TryAdd(part, line) && !whole.TryAdd(line))
                await output.WriteLineAsync(line);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static IEnumerable<string> Words(Request request, int first, int seeds)
    {
        yield return typeof(Parts).Assembly.Location;
        foreach (var word in new[] { "--first", Text(first), "--seeds", Text(seeds), "--processes", "1" }) yield return word;
        if (request.Without is { } without)
        {
            yield return "--without";
            yield return without;
        }

        if (!request.StopsAtFirst) yield return "--all";
        if (request.Shows) yield return "--trace";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
