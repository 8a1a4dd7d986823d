using System.Text.Json;

namespace ModelMine.StubTrainer;

/// <summary>The line that ends a stub's work: what it measured is the processor time that it used.</summary>
internal static class ResultLine
{
    private const string None = "none";

    /// <summary>SHA-256 of the word for no data set.</summary>
    private const string NoneDigest = "140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe";

    public static void Say(Assignment assignment, Plan plan, SavedFile weights, double seconds) => Lines.Say("result", line =>
    {
        line.WriteString("weightsFile", weights.Name);
        line.WriteStartObject("result");
        Score(line);
        foreach (var (name, number) in new[] { ("epochs", 1), ("steps", plan.Steps), ("parameters", 0), ("trainSamples", 0), ("validationSamples", 0), ("testSamples", 0), ("threads", assignment.Threads), ("seed", plan.Seed), ("weightsBytes", weights.Size) })
            line.WriteNumber(name, number);
        foreach (var (name, number) in new[] { ("seconds", seconds), ("samplesPerSecond", 0), ("peakMemoryMiB", Environment.WorkingSet / 1048576.0) })
            line.WriteNumber(name, number);
        foreach (var (name, text) in new[] { ("cpuCapability", "STUB"), ("torchVersion", None), ("dataset", None), ("datasetDigest", NoneDigest), ("configDigest", assignment.ConfigDigest), ("weightsDigest", weights.Digest) })
            line.WriteString(name, text);
        line.WriteEndObject();
    });

    private static void Score(Utf8JsonWriter line)
    {
        var score = Work.CpuSeconds;
        line.WriteString("scoreName", "stub_cpu_seconds");
        line.WriteNumber("score", score);
        line.WriteStartObject("metrics");
        line.WriteNumber("stub/cpu_seconds", score);
        line.WriteEndObject();
    }
}
