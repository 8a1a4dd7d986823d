using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ModelMine.CommitBench;

/// <summary>What some servers committed while callers wrote as fast as they were answered.</summary>
/// <param name="WritesPerSecond">Writes of all servers.</param>
/// <param name="CommitsPerSecond">Transactions of all servers.</param>
/// <param name="Batch">Writes a transaction.</param>
/// <param name="P50">Milliseconds from a call to its durable answer, median.</param>
/// <param name="P99">The same, p99.</param>
/// <param name="Undone">Transactions that were not committed, because servers stood in each other's way.</param>
internal sealed record Measurement(double WritesPerSecond, double CommitsPerSecond, double Batch, double P50, double P99, long Undone)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Measures.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="count">Counts what they commit.</param>
    /// <param name="kind">What is written.</param>
    /// <param name="callers">Callers of each server; each waits for its answer before it writes again.</param>
    /// <param name="time">How long.</param>
    public static async Task<Measurement> TakeAsync(IReadOnlyList<BenchServer> servers, CommitCount count, WriteKind kind, int callers, TimeSpan time)
    {
        using var stop = new CancellationTokenSource();
        var waits = new ConcurrentQueue<double>();
        var measuring = false;
        var all = servers.SelectMany((server, number) => Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"bench{number}-{caller}");
            while (!stop.IsCancellationRequested)
            {
                var began = Stopwatch.GetTimestamp();
                await kind.RunAsync(server.Writer, name);
                if (Volatile.Read(ref measuring)) waits.Enqueue(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }))).ToList();
        await Task.Delay(WarmUp, TimeProvider.System);
        var (commits, writes, undone) = (count.Commits, count.Writes, count.Undone);
        var from = Stopwatch.GetTimestamp();
        Volatile.Write(ref measuring, true);
        await Task.Delay(time, TimeProvider.System);
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        Volatile.Write(ref measuring, false);
        var (moreCommits, moreWrites, moreUndone) = (count.Commits - commits, count.Writes - writes, count.Undone - undone);
        await stop.CancelAsync();
        await Task.WhenAll(all);
        var sorted = waits.Order().ToList();
        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
        return new Measurement(moreWrites / seconds, moreCommits / seconds, moreWrites / (double)Math.Max(1, moreCommits), At(0.5), At(0.99), moreUndone);
    }
}
