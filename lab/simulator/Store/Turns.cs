using ModelMine.Simulator.Kernel;

namespace ModelMine.Simulator.Store;

/// <summary>A lock in the database that is held by one server's transaction at a time, and goes with it.</summary>
internal sealed class Turns
{
    private readonly Queue<(Actor Server, TaskCompletionSource Granted)> _waiting = new();
    private Actor? _holder;

    /// <summary>Waits for the turn.</summary>
    public Task TakeAsync(Actor server)
    {
        if (_holder is null || _holder == server)
        {
            _holder = server;
            return Task.CompletedTask;
        }

        var granted = new TaskCompletionSource();
        _waiting.Enqueue((server, granted));
        return granted.Task;
    }

    /// <summary>The transaction of a server ended, or the server did.</summary>
    public void Release(Actor server)
    {
        if (_holder != server) return;
        _holder = null;
        while (_waiting.TryDequeue(out var next))
        {
            if (next.Server.IsDead) continue;
            _holder = next.Server;
            _holder.Deliver(next.Granted.SetResult);
            return;
        }
    }
}
