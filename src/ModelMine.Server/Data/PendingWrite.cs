namespace ModelMine.Server.Data;

/// <summary>A write that waits for its group.</summary>
internal abstract class PendingWrite
{
    public abstract bool GiveUpIfCanceled();

    /// <summary>Runs the statements; false when they threw, which <see cref="Complete"/> will pass on.</summary>
    public abstract Task<bool> RunAsync(WriteScope scope);

    /// <summary>Tells whoever waits how it went; called after the commit.</summary>
    public abstract void Complete();

    /// <summary>Tells whoever waits that the group was not committed.</summary>
    public abstract void Fail(Exception error);
}

internal sealed class PendingWrite<T>(Func<WriteScope, Task<T>> write, CancellationToken cancellation) : PendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;
    private Exception? _error;

    public Task<T> Task => _completion.Task;

    public override bool GiveUpIfCanceled() => cancellation.IsCancellationRequested && _completion.TrySetCanceled(cancellation);

    public override async Task<bool> RunAsync(WriteScope scope)
    {
        try
        {
            _value = await write(scope);
            return true;
        }
        catch (Exception error)
        {
            _error = error;
            return false;
        }
    }

    public override void Complete()
    {
        if (_error is null) _completion.TrySetResult(_value!);
        else _completion.TrySetException(_error);
    }

    public override void Fail(Exception error) => _completion.TrySetException(_error ?? error);
}
