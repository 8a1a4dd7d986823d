using ModelMine.Agent.Shell;

namespace ModelMine.Agent.Contact;

/// <summary>Waits between tries: twice as long each time up to a limit, and never in step with the other nodes.</summary>
/// <param name="timings">The first and the longest pause.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryPause(AgentTimings timings, TimeProvider time)
{
    private const int Doublings = 16;
    private int _failures;

    /// <summary>The next pause is the first again.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Waits.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var whole = Math.Min(
            timings.LongestPause.TotalMilliseconds, timings.FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, Doublings)));
        return Task.Delay(TimeSpan.FromMilliseconds(whole * (0.5 + timings.Jitter() / 2)), time, cancellationToken);
    }
}
