using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary>How a result was obtained, line by line.</summary>
internal static class ResultLines
{
    // Beyond this many classes a table of them is wider than a terminal.
    private const int MostClasses = 20;

    public static IEnumerable<string> HowObtained(JobResult result)
    {
        var best = result.BestEpoch is { } epoch ? $", best on validation in epoch {epoch}" : "";
        yield return $"{Say.Count(result.Epochs)} {(result.Epochs == 1 ? "epoch" : "epochs")}{best}";
        if (result.EarlyEnd is { } early) yield return early.Sentence;
        yield return $"{Say.Count(result.TrainSamples)} samples to train on, {Say.Count(result.ValidationSamples)} to validate, {Say.Count(result.TestSamples)} to test";
        if (result.Setup is { } setup)
        {
            yield return $"batch size {setup.BatchSize}, {setup.Optimizer}, learning rate {Say.Figure(setup.LearningRate)} ({setup.LearningRateSchedule}), {setup.Precision} on {setup.Device}, seed {result.Seed}";
            yield return $"ModelMine {setup.ModelMineVersion}, {setup.Runtime}, TorchSharp {setup.TorchSharpVersion}, libtorch {result.TorchVersion}, {result.CpuCapability}, {result.Threads} {(result.Threads == 1 ? "thread" : "threads")}";
        }
    }

    public static void Draw(IAnsiConsole console, ConfusionCounts confusion)
    {
        if (confusion.Classes.Count > MostClasses)
        {
            console.WriteLine($"  The confusion matrix has {confusion.Classes.Count} classes: see it with --json.");
            return;
        }

        var table = Terminal.NewTable(["TRUE \\ TAKEN FOR", .. confusion.Classes.Select(Markup.Escape)]);
        for (var label = 0; label < confusion.Classes.Count; label++)
            table.AddRow([Markup.Escape(confusion.Classes[label]), .. confusion.Counts[label].Select(Say.Count)]);
        console.Write(table);
    }
}
