namespace ModelMine.Server.Shell.Ui;

/// <summary>Lets a page render at most once an interval however fast things happen, and always once after the last of them.</summary>
/// <param name="time">The clock.</param>
/// <param name="interval">Shortest time between two renders.</param>
/// <param name="render">Renders; called on a pool thread.</param>
public sealed class RenderGate(TimeProvider time, TimeSpan interval, Action render) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _wanted;
    private bool _closed;

    /// <summary>Asks for a render: now if the last one is long enough ago, else when it is.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            if (_closed) return;
            if (_timer is not null)
            {
                _wanted = true;
                return;
            }

            _timer = time.CreateTimer(_ => Reopen(), null, interval, Timeout.InfiniteTimeSpan);
        }

        render();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Reopen()
    {
        lock (_gate)
        {
            if (_closed) return;
            if (!_wanted)
            {
                _timer?.Dispose();
                _timer = null;
                return;
            }

            _wanted = false;
            _timer?.Change(interval, Timeout.InfiniteTimeSpan);
        }

        render();
    }
}
