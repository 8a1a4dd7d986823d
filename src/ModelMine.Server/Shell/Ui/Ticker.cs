namespace ModelMine.Server.Shell.Ui;

/// <summary>One clock tick a second for all that a page shows relative to now. Runs only while somebody listens.</summary>
/// <param name="time">The clock.</param>
public sealed class Ticker(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private Action? _listeners;
    private ITimer? _timer;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Calls back every second until disposed.</summary>
    /// <param name="onTick">Called on a pool thread; must not throw.</param>
    public IDisposable Listen(Action onTick)
    {
        lock (_gate)
        {
            _listeners += onTick;
            _timer ??= time.CreateTimer(_ => _listeners?.Invoke(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }

        return new Subscription(this, onTick);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _listeners = null;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Forget(Action onTick)
    {
        lock (_gate)
        {
            _listeners -= onTick;
            if (_listeners is not null) return;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private sealed class Subscription(Ticker ticker, Action onTick) : IDisposable
    {
        public void Dispose() => ticker.Forget(onTick);
    }
}
