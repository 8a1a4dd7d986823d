using System.Security.Cryptography;
using System.Text;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

/// <summary>Chains of blocks as a server would write them, signed by real keys.</summary>
internal static class SampleLedger
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 1, 2, 3, 456, TimeSpan.Zero);

    private static readonly NodeKey Key = NodeKey.Create();

    /// <summary>A valid chain; made once a length, since each block costs a signature.</summary>
    public static IReadOnlyList<LedgerBlockView> Chain(int length)
    {
        var chain = new List<LedgerBlockView>();
        for (var i = 1; i <= length; i++)
        {
            chain.Add(LedgerChain.Next(chain.LastOrDefault(), Data($"job_{i}").ToCanonicalJson(), Start.AddSeconds(i)));
        }

        return chain;
    }

    public static CompletedJobData Data(string jobId, NodeKey? key = null)
    {
        key ??= Key;
        var result = Result();
        var signature = key.Sign(ResultStatement.ToBytes(jobId, "att_1", "node_1", 3, result));
        return CompletedJobData.From(jobId, "att_1", "node_1", 3, result, [new("node_1", key.PublicKey, 4690, 80)], 20, signature);
    }

    public static JobResult Result() => new()
    {
        ScoreName = "accuracy",
        Score = 0.9912,
        Metrics = new Dictionary<string, double> { ["test/accuracy"] = 0.9912 },
        Epochs = 5,
        Steps = 4690,
        Seconds = 61.5,
        SamplesPerSecond = 1300,
        Parameters = 421_642,
        TrainSamples = 54_000,
        ValidationSamples = 6_000,
        TestSamples = 10_000,
        PeakMemoryMiB = 700,
        Threads = 1,
        CpuCapability = "AVX2",
        TorchVersion = "2.10.0",
        Seed = 42,
        Dataset = "mnist",
        DatasetDigest = Digest("mnist"),
        ConfigDigest = Digest("config"),
        WeightsDigest = Digest("weights"),
        WeightsBytes = 1_686_568,
    };

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Changes one bit of one character, keeping the text a valid string.</summary>
    public static string FlipBit(string text, int at, int bit)
    {
        var characters = text.ToCharArray();
        characters[at % text.Length] ^= (char)(1 << (bit % 7));
        return new string(characters);
    }
}
