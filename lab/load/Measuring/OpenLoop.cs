namespace ModelMine.Load.Measuring;

/// <summary>
/// Lets calls fall due at an even pace, whatever became of those before. A load that waits for answers would slow down with
/// the server, and leave out just the latencies that matter.
/// </summary>
internal static class OpenLoop
{
    /// <summary>Runs for a time.</summary>
    /// <param name="perSecond">How many calls fall due each second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="fire">Sends call number n, which was due at a timestamp of the clock. Must not block.</param>
    /// <param name="time">The clock.</param>
    public static async Task RunAsync(double perSecond, TimeSpan duration, Action<long, long> fire, TimeProvider time)
    {
        if (perSecond <= 0) return;
        var began = time.GetTimestamp();
        var ticksPerCall = time.TimestampFrequency / perSecond;
        var all = (long)(perSecond * duration.TotalSeconds);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1), time);
        for (var next = 0L; next < all;)
        {
            await timer.WaitForNextTickAsync();
            var elapsed = time.GetTimestamp() - began;
            for (; next < all && next * ticksPerCall <= elapsed; next++) fire(next, began + (long)(next * ticksPerCall));
        }
    }
}
