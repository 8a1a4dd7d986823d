using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ModelMine.TrainingBench.Measuring;

namespace ModelMine.TrainingBench;

/// <summary>
/// The CNN on MNIST, ours and <c>lab/reference/train_cnn.py</c> in turn, one epoch each: samples a second, and the training loss
/// of each stretch of a hundred steps. Each run has another seed: the curves must agree within what seeds make of them.
/// </summary>
internal static class PyTorchComparison
{
    private const int Stretch = 100;

    public static void Run(string python, int rounds, int threads)
    {
        var (ours, theirs) = (new List<Pass>(), new List<Pass>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Ours(round + 1, threads));
            theirs.Add(Theirs(python, round + 1, threads));
        }

        var ratio = new Spread([.. ours.Zip(theirs, (one, other) => one.SamplesPerSecond / other.SamplesPerSecond)]);
        Console.WriteLine($"threads {threads}; samples/s: ours {Rate(ours).Text("N0")}, PyTorch {theirs[0].Version} {Rate(theirs).Text("N0")}; ours / PyTorch {ratio.Text("F2")}");
        Console.WriteLine("| steps | ours: mean loss of the runs (least–most) | PyTorch |");
        Console.WriteLine("|---|---:|---:|");
        var stretches = Math.Min(ours[0].Losses.Count, theirs[0].Losses.Count) / Stretch;
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            Console.WriteLine($"| {stretch * Stretch + 1}–{(stretch + 1) * Stretch} | {Text(ours, stretch)} | {Text(theirs, stretch)} |");
        }
    }

    private static Pass Ours(int seed, int threads)
    {
        var workload = new Workload(
            "cnn",
            $$"""{"modelType":"cnn","dataset":"mnist","epochs":1,"batchSize":64,"learningRateSchedule":"constant","snapshotEverySeconds":3600,"seed":{{seed}}}""",
            WarmUp: 20,
            Steps: 820);
        var clock = OurLoop.Run(workload, threads, new(workload.WarmUp, workload.Steps));
        return new(workload.Steps * 64 / clock.Seconds, clock.Losses, "");
    }

    private static Pass Theirs(string python, int seed, int threads)
    {
        var start = new ProcessStartInfo(python, [
            Path.Combine(SourceFolder(), "lab", "reference", "train_cnn.py"),
            Path.Combine(AppContext.BaseDirectory, "datasets", "mnist"),
            seed.ToString(CultureInfo.InvariantCulture),
            threads.ToString(CultureInfo.InvariantCulture),
        ])
        { RedirectStandardOutput = true };
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{python} ended with {process.ExitCode}; it needs PyTorch (Debian: python3-torch).");
        return JsonSerializer.Deserialize<Pass>(output, JsonSerializerOptions.Web)!;
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ModelMine.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }

    private static Spread Rate(List<Pass> passes) => new([.. passes.Select(pass => pass.SamplesPerSecond)]);

    private static string Text(List<Pass> passes, int stretch)
    {
        var means = passes.Select(pass => pass.Losses.Skip(stretch * Stretch).Take(Stretch).Average()).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{means.Average():F4} ({means.Min():F4}–{means.Max():F4})");
    }

    private sealed record Pass(double SamplesPerSecond, IReadOnlyList<double> Losses, string Version);
}
