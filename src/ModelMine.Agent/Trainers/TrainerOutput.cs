using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>Understands a trainer's lines.</summary>
internal static class TrainerOutput
{
    /// <summary>Bytes of the longest message.</summary>
    public const int LongestMessage = 1024 * 1024;

    /// <summary>Reads a line; null when it is no message.</summary>
    /// <param name="line">The line, without its end.</param>
    public static TrainerMessage? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.TrimStart(" \t"u8).StartsWith("{"u8)) return null;
        try
        {
            var message = JsonSerializer.Deserialize<TrainerMessage>(line, ModelMineJson.Options);
            return message is not null && IsSound(message) ? message : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    // A positional record is read without complaint when a part is missing, and 1e999 is read as infinity.
    private static bool IsSound(TrainerMessage message) => message switch
    {
        TrainerProgress { Progress: { } p } => IsFinite(p.Loss) && IsFinite(p.Score) && IsFinite(p.SecondsLeft) && IsFinite(p.SamplesPerSecond),
        TrainerMetric { Series: { Name.Length: > 0, Steps: { } steps, Values: { } values } } => steps.Count == values.Count && values.All(double.IsFinite),
        TrainerLog { Message: not null } => true,
        TrainerPhase => true,
        TrainerSnapshot { File.Length: > 0, Snapshot.Digest.Length: > 0 } => true,
        TrainerResult { WeightsFile.Length: > 0, Result: { Metrics: not null } r } =>
            r.Metrics.Values.Concat([r.Score, r.TestLoss ?? 0, r.TrainLoss ?? 0, r.Seconds, r.SamplesPerSecond, r.PeakMemoryMiB]).All(double.IsFinite),
        TrainerError { Message: not null } => true,
        _ => false,
    };

    private static bool IsFinite(double? number) => number is not { } value || double.IsFinite(value);
}
