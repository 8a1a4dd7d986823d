namespace ModelMine.Agent.Train;

/// <summary>Where a training waits while it is held. The training thread has nothing else to do: it may be blocked.</summary>
/// <param name="time">The clock.</param>
/// <param name="says">Called on the training thread: true when it comes to rest, false when it goes on.</param>
internal sealed class HoldGate(TimeProvider time, Action<bool> says) : IDisposable
{
    private readonly ManualResetEventSlim _open = new(true);

    /// <summary>The training shall wait before its next step.</summary>
    public void Close() => _open.Reset();

    /// <summary>The training may go on.</summary>
    public void Open() => _open.Set();

    /// <summary>Waits as long as the gate is closed.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How long it waited.</returns>
    public TimeSpan Pass(CancellationToken cancellation)
    {
        if (_open.IsSet) return TimeSpan.Zero;
        var began = time.GetTimestamp();
        says(true);
        _open.Wait(cancellation);
        says(false);
        return time.GetElapsedTime(began);
    }

    public void Dispose() => _open.Dispose();
}
