using System.Globalization;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Attempts;

/// <summary>Tells the job's page how far a file is that is fetched: a bar, and a line now and then.</summary>
/// <param name="name">Name of the file.</param>
/// <param name="length">Its bytes.</param>
/// <param name="queue">The job's log.</param>
/// <param name="time">The clock.</param>
internal sealed class FetchReport(string name, long length, ReportQueue queue, TimeProvider time)
{
    private const double MB = 1e6;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private long? _told;

    /// <summary>So many bytes are here.</summary>
    public void Got(long bytes)
    {
        queue.Said(new TrainerProgress(JobProgress.Of(new(name, bytes, length > 0 ? length : null))));
        if (_told is { } told && time.GetElapsedTime(told) < Every) return;
        var isFirst = _told is null;
        _told = time.GetTimestamp();
        queue.Log("info", isFirst && bytes > 0 ? $"Fetching {name} ({Size(length)}), going on after {Size(bytes)}." : isFirst ? $"Fetching {name} ({Size(length)})." : $"Fetched {Size(bytes)} of {Size(length)} of {name}.");
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / MB:0.0} MB");
}
