namespace ModelMine.Simulator.Kernel;

/// <summary>A process: its code runs in steps of the scheduler, and stops between two of them when it is frozen or killed.</summary>
/// <param name="scheduler">Runs the steps.</param>
/// <param name="name">Its name in the trace.</param>
internal sealed class Actor(Scheduler scheduler, string name) : SynchronizationContext
{
    private readonly List<Step> _held = [];
    private ActorClock? _clock;

    public string Name => name;

    public Scheduler Scheduler => scheduler;

    /// <summary>Its clocks.</summary>
    public ActorClock Clock => _clock ??= new ActorClock(this);

    public bool IsDead { get; private set; }

    public bool IsFrozen { get; private set; }

    /// <summary>What its code threw that nobody caught; a mistake, wherever it is.</summary>
    public Action<Actor, Exception>? Failed { get; init; }

    /// <summary>Runs code within it.</summary>
    /// <param name="code">The code.</param>
    public void Start(Func<Task> code) => Post(_ => Watch(code), null);

    /// <summary>Runs something without its context, as timers and networks do.</summary>
    public void Deliver(Action action) => scheduler.Add(new Step(this, action));

    /// <summary>Notes what it does.</summary>
    public void Note(string what) => scheduler.Note(name, what);

    public void Freeze() => IsFrozen = true;

    public void Thaw()
    {
        IsFrozen = false;
        _held.ForEach(scheduler.Add);
        _held.Clear();
    }

    /// <summary>Ends it between two steps: none of its code runs any more.</summary>
    public void Kill()
    {
        IsDead = true;
        _held.Clear();
    }

    /// <summary>Called by the scheduler.</summary>
    public void Run(Step step)
    {
        if (IsDead) return;
        if (IsFrozen) _held.Add(step);
        else step.Run();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsDead) scheduler.Add(new Step(this, d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing here may wait for another step while it holds the only thread.");

    public override SynchronizationContext CreateCopy() => this;

    private async void Watch(Func<Task> code)
    {
        try
        {
            await code();
        }
        catch (Exception error)
        {
            Failed?.Invoke(this, error);
        }
    }
}
