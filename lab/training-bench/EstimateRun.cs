using System.Diagnostics;
using System.Globalization;
using ModelMine.TrainingBench.Measuring;

namespace ModelMine.TrainingBench;

/// <summary>The memory that a config is said to need, beside the most that its training took. Each is a process of its own.</summary>
internal static class EstimateRun
{
    private static readonly string[] Configs =
    [
        """{"modelType":"mlp","dataset":"mnist"}""",
        """{"modelType":"mlp","dataset":"mnist","hiddenSize":4096,"hiddenLayers":3,"earlyStopping":true}""",
        """{"modelType":"mlp","dataset":"penguins","target":"species"}""",
        """{"modelType":"cnn","dataset":"mnist"}""",
        """{"modelType":"cnn","dataset":"mnist","channels":64,"batchSize":512}""",
        """{"modelType":"cnn","dataset":"mnist","batchSize":256,"layers":[{"type":"Conv2D","filters":64},{"type":"BatchNormalization"},{"type":"Activation","activation":"relu"},{"type":"Conv2D","filters":64,"activation":"relu"},{"type":"MaxPooling2D"},{"type":"Dropout","rate":0.25},{"type":"Dense","units":512,"activation":"relu"},{"type":"Dense","units":10}]}""",
        """{"modelType":"resnet","dataset":"mnist","depth":18,"validationSplit":0.02}""",
        """{"modelType":"resnet","dataset":"mnist","depth":34,"validationSplit":0.02}""",
        """{"modelType":"resnet","dataset":"mnist","depth":50,"validationSplit":0.02}""",
        """{"modelType":"resnet","dataset":"mnist","depth":50,"batchSize":16,"validationSplit":0.02}""",
        """{"modelType":"transformer","dataset":"kjv"}""",
        """{"modelType":"transformer","dataset":"kjv","contextLength":256,"hiddenSize":384,"numLayers":6,"numHeads":6}""",
        """{"modelType":"transformer","dataset":"kjv","tokenizer":"bpe","vocabSize":8000,"positions":"rotary","tieWeights":true,"batchSize":16}""",
        """{"modelType":"bert"}""",
        """{"modelType":"bert","maxLength":256,"hiddenSize":256,"numLayers":4,"batchSize":64}""",
        """{"modelType":"dqn","environment":"CartPole"}""",
        """{"modelType":"dqn","environment":"Acrobot","replaySize":1000000,"hiddenSize":512}""",
        """{"modelType":"ppo","environment":"CartPole"}""",
        """{"modelType":"ppo","environment":"Acrobot","numEnvironments":64,"rolloutSteps":2048,"batchSize":4096,"hiddenSize":512}""",
    ];

    public static void Run(double minutes, int threads, string? only)
    {
        Console.WriteLine("| config | estimate, MiB | most that it took, MiB | share |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var config in Configs.Where(config => only is null || config.Contains(only, StringComparison.Ordinal)))
        {
            var estimate = new Workload("", config, 0, 0).Effective.MemoryMiB;
            var peak = minutes == 0 ? double.NaN : PeakOf(config, minutes, threads);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{config}` | {estimate:N0} | {peak:N0} | {peak / estimate:P0} |"));
        }
    }

    private static double PeakOf(string config, double minutes, int threads)
    {
        string[] arguments = ["exec", typeof(EstimateRun).Assembly.Location, "peak-of", config, "--minutes", minutes.ToString(CultureInfo.InvariantCulture), "--threads", threads.ToString(CultureInfo.InvariantCulture)];
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var last = child.StandardOutput.ReadToEnd().Trim().Split('\n')[^1];
        child.WaitForExit();
        return child.ExitCode == 0
            ? double.Parse(last, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{config} ended with {child.ExitCode}.");
    }
}
