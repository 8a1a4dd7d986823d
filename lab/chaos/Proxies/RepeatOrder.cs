namespace ModelMine.Chaos.Proxies;

/// <summary>What shall happen to the next request of a kind.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Later">Null: its copy arrives at the same time, at another server. Else its connection breaks at once, and it arrives so much later.</param>
internal sealed record RepeatOrder(RequestKind Kind, TimeSpan? Later)
{
    private readonly TaskCompletionSource<string> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with what became of it, once the copy was answered.</summary>
    public Task<string> Done => _done.Task;

    /// <summary>Whether the answer to the copy of a claim held a job.</summary>
    public bool Granted { get; set; }

    public void Complete(string what) => _done.TrySetResult(what);
}
