using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Load.Network;
using ModelMine.SystemTests.Cluster;

namespace ModelMine.Load.Fleet;

/// <summary>An attempt whose trainer is only told of: reports, weights, completion.</summary>
/// <param name="agent">Who holds it.</param>
/// <param name="grant">The grant.</param>
internal sealed class SimulatedAttempt(SimulatedAgent agent, AttemptGrant grant)
{
    private const int WeightsBytes = 2000;
    private const int Remembered = 1024;

    private readonly long[] _sentAt = new long[Remembered];
    private Task _last = Task.CompletedTask;
    private long _seq;
    private int _taken;

    public AttemptGrant Grant => grant;

    public bool IsOver { get; private set; }

    /// <summary>Reports that the servers acknowledged.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>When a report was sent, a timestamp of the clock.</summary>
    public long SentAt(long seq) => Volatile.Read(ref _sentAt[seq % Remembered]);

    /// <summary>One report, after those before it, as an agent sends them.</summary>
    /// <param name="wire">To the servers.</param>
    /// <param name="time">The clock.</param>
    public Task ReportAsync(Wire wire, TimeProvider time) => _last = ReportAfterAsync(_last, ++_seq, wire, time);

    /// <summary>Uploads weights and settles.</summary>
    /// <param name="wire">To the servers.</param>
    /// <param name="key">The node's key.</param>
    public async Task CompleteAsync(Wire wire, NodeKey key)
    {
        var weights = RandomNumberGenerator.GetBytes(WeightsBytes);
        var digest = Convert.ToHexStringLower(SHA256.HashData(weights));
        await wire.UploadAsync(digest, weights, agent.Token);
        var result = SimulatedResult.Of(grant, digest, weights.Length);
        var signature = key.Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, agent.Id, grant.LeaseEpoch, result));
        IsOver = true;
        await wire.PostAsync<CompletionReceipt>(Routes.Attempt(grant.AttemptId, "complete"), agent.Token, new CompletionReport(grant.LeaseEpoch, result, signature));
    }

    private async Task ReportAfterAsync(Task before, long seq, Wire wire, TimeProvider time)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var report = new AttemptReport
        {
            LeaseEpoch = grant.LeaseEpoch,
            ReportSeq = seq,
            Progress = new JobProgress { Step = seq, TotalSteps = 1_000_000, Epoch = 1, Epochs = 10, SamplesPerSecond = 1400, SecondsLeft = 1000, Loss = 1.0 / seq },
            Metrics = [new MetricSeries("train/loss", [seq], [1.0 / seq])],
            Logs = seq % 10 == 1 ? [new LogLine(0, time.GetUtcNow(), "info", $"epoch 1, step {seq}: loss {1.0 / seq:0.0000}")] : [],
        };
        Volatile.Write(ref _sentAt[seq % Remembered], time.GetTimestamp());
        await wire.PostAsync<LeaseRenewal>(Routes.Attempt(grant.AttemptId, "report"), agent.Token, report);
        Interlocked.Increment(ref _taken);
    }
}
