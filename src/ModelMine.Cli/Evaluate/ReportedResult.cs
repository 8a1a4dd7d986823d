using System.Globalization;

using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Evaluate;

/// <summary>An evaluation beside what a job reports.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Score">The score that it reports.</param>
/// <param name="Equal">Whether weights, config, data and score are the same, the score bit for bit.</param>
/// <param name="Differences">What is not.</param>
internal sealed record ReportedResult(string JobId, double Score, bool Equal, IReadOnlyList<string> Differences)
{
    public static ReportedResult Compare(string jobId, JobResult reported, Evaluation measured)
    {
        List<string> differences =
        [
            .. Difference("SHA-256 of the weights", reported.WeightsDigest, measured.WeightsDigest),
            .. Difference("SHA-256 of the config", reported.ConfigDigest, measured.ConfigDigest),
            .. Difference("SHA-256 of the data", reported.DatasetDigest, measured.DatasetDigest),
            .. Difference(reported.ScoreName, Exact(reported.Score), Exact(measured.Score)),
        ];
        if (reported.Score != measured.Score && differences.Count == 1)
        {
            // Only what may change the last bits is worth a word, and only when nothing else explains the difference.
            differences.AddRange(Difference("threads", Exact(reported.Threads), Exact(measured.Threads)));
            differences.AddRange(Difference("CPU level", reported.CpuCapability, measured.CpuCapability));
            differences.AddRange(Difference("libtorch", reported.TorchVersion, measured.TorchVersion));
        }

        return new(jobId, reported.Score, differences.Count == 0, differences);
    }

    private static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Difference(string what, string reported, string measured)
    {
        if (reported != measured) yield return $"{what}: reported {reported}, here {measured}";
    }
}
