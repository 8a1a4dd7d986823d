namespace ModelMine.Agent.Attempts;

/// <summary>How an attempt is to end, or ended, when its trainer does not decide that. Safe from any thread.</summary>
internal sealed class AttemptEnding : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _any;
    private readonly Lock _lock = new();
    private bool _abandoned;
    private bool _told;

    public AttemptEnding() => _any = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token, _draining.Token);

    /// <summary>Canceled when the attempt is no longer to be worked on.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Canceled when the attempt shall be paused and given back.</summary>
    public CancellationToken Draining => _draining.Token;

    /// <summary>Canceled by either.</summary>
    public CancellationToken Any => _any.Token;

    /// <summary>Why <see cref="Gone"/> was canceled.</summary>
    public string? WhyGone { get; private set; }

    /// <summary>Whether <see cref="Gone"/> was canceled.</summary>
    public bool IsGone => _gone.IsCancellationRequested;

    /// <summary>Whether <see cref="Any"/> was canceled, or is about to be.</summary>
    // Not asked of that token: whoever waits for another one hears of it first.
    public bool IsEnding => _gone.IsCancellationRequested || _draining.IsCancellationRequested;

    /// <summary>Whether the server is being told how the attempt ended: its answer decides, not what was heard elsewhere.</summary>
    public bool IsSettling { get; private set; }

    /// <summary>Whether the server does not know yet that this agent gives the attempt back.</summary>
    public bool IsReleasable => !_told && (_abandoned || (_draining.IsCancellationRequested && !IsGone));

    /// <summary>The lease is gone.</summary>
    /// <param name="why">Why.</param>
    public void Lose(string why)
    {
        lock (_lock)
        {
            if (IsSettling || WhyGone is not null) return;
            WhyGone = why;
        }

        _gone.Cancel();
    }

    /// <summary>The agent shuts down.</summary>
    public void Drain() => _draining.Cancel();

    /// <summary>The agent shuts down, and its time is over.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            if (WhyGone is not null) return;
            (WhyGone, _abandoned) = ("the agent shuts down, and its time for that is over", true);
        }

        _gone.Cancel();
    }

    /// <summary>The server is now told how the attempt ended.</summary>
    public void Settle()
    {
        lock (_lock) IsSettling = true;
    }

    /// <summary>The server knows how the attempt ended.</summary>
    public void Told() => _told = true;

    public void Dispose()
    {
        _any.Dispose();
        _gone.Dispose();
        _draining.Dispose();
    }
}
