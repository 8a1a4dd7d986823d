namespace ModelMine.Simulator.Kernel;

/// <summary>Something that runs without being interrupted: code up to where it next waits.</summary>
internal readonly struct Step
{
    /// <summary>What a timer or the network does: it brings no context with it.</summary>
    public Step(Actor? actor, Action action) => (Actor, Action) = (actor, action);

    /// <summary>How code of an actor goes on.</summary>
    public Step(Actor actor, SendOrPostCallback callback, object? state) => (Actor, Callback, State) = (actor, callback, state);

    public Actor? Actor { get; }

    public Action? Action { get; }

    public SendOrPostCallback? Callback { get; }

    public object? State { get; }

    /// <summary>Runs it.</summary>
    public void Run()
    {
        if (Action is { } action)
        {
            action();
            return;
        }

        SynchronizationContext.SetSynchronizationContext(Actor);
        try
        {
            Callback!(State);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }
}
