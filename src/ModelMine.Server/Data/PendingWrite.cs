namespace ModelMine.Server.Data;

/// <summary>A write that waits for its group. It may be run more than once; the last run counts.</summary>
/// <param name="takesTurn">Whether it changes rows that writes for other jobs change as well.</param>
internal abstract class PendingWrite(bool takesTurn)
{
    public bool TakesTurn => takesTurn;

    public abstract bool GiveUpIfCanceled();

    /// <summary>Runs the statements.</summary>
    /// <param name="scope">What they work with.</param>
    /// <param name="insertsEvents">Whether to insert the write's events as well, or to leave that to its group.</param>
    /// <returns>What they threw, which <see cref="Complete"/> will pass on; null when they did not.</returns>
    public abstract Task<Exception?> RunAsync(WriteScope scope, bool insertsEvents);

    /// <summary>Tells whoever waits how it went; called after the commit.</summary>
    public abstract void Complete();

    /// <summary>Tells whoever waits that the group was not committed.</summary>
    public abstract void Fail(Exception error);
}

internal sealed class PendingWrite<T>(Func<WriteScope, Task<T>> write, bool takesTurn, CancellationToken cancellation) : PendingWrite(takesTurn)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;
    private Exception? _error;

    public Task<T> Task => _completion.Task;

    public override bool GiveUpIfCanceled()
    {
        if (cancellation.IsCancellationRequested) _completion.TrySetCanceled(cancellation);
        return cancellation.IsCancellationRequested;
    }

    public override async Task<Exception?> RunAsync(WriteScope scope, bool insertsEvents)
    {
        try
        {
            _error = null;
            _value = await write(scope);
            if (insertsEvents) await EventRows.InsertAsync(scope.Database, scope.Events);
        }
        catch (Exception error)
        {
            _error = error;
        }

        return _error;
    }

    public override void Complete()
    {
        if (_error is null) _completion.TrySetResult(_value!);
        else _completion.TrySetException(_error);
    }

    // Not what the write itself threw: that may have come from what the group did before it, and is undone.
    public override void Fail(Exception error) => _completion.TrySetException(error);
}
