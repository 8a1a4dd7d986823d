namespace ModelMine.Simulator.Kernel;

/// <summary>
/// Owns time and order. All that runs is a step here: one at a time, chosen by the seed among those that could run now; when
/// none could, time goes on to the next. What libraries hand to the thread pool runs between two steps, because the pool of
/// this program has one thread and the steps run on it.
/// </summary>
/// <param name="seed">Decides everything.</param>
/// <param name="trace">What happened.</param>
internal sealed class Scheduler(int seed, Trace trace)
{
    private readonly List<Step> _ready = [];
    private readonly PriorityQueue<(Actor? Actor, Action Action), (long At, long Order)> _later = new();
    private long _now;
    private long _order;

    /// <summary>Draws whatever is left to chance.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>What happened.</summary>
    public Trace Trace => trace;

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Now => new(_now);

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => probability > 0 && Random.NextDouble() < probability;

    /// <summary>A span between two, in milliseconds.</summary>
    public TimeSpan Span(double from, double to) => TimeSpan.FromMilliseconds(from + Random.NextDouble() * (to - from));

    /// <summary>Notes what happened now.</summary>
    public void Note(string who, string what) => trace.Note(Now, who, what);

    /// <summary>Something can run now.</summary>
    /// <param name="step">What, and whose it is.</param>
    public void Add(Step step) => _ready.Add(step);

    /// <summary>Something shall run later.</summary>
    /// <param name="after">How much later.</param>
    /// <param name="actor">Whose it is: it waits while that one is frozen, and never runs once it is dead. Null for nobody's.</param>
    /// <param name="action">What.</param>
    public void Add(TimeSpan after, Actor? actor, Action action) => _later.Enqueue((actor, action), (_now + Math.Max(0, after.Ticks), _order++));

    /// <summary>Runs until something is so, or nothing is left to run.</summary>
    /// <param name="isOver">Asked before each step.</param>
    public Task RunAsync(Func<bool> isOver)
    {
        var ended = new TaskCompletionSource();
        ThreadPool.UnsafeQueueUserWorkItem(_ => Go(), null);
        return ended.Task;

        void Go()
        {
            try
            {
                while (ThreadPool.PendingWorkItemCount == 0)
                {
                    if (!isOver() && TryStep()) continue;
                    ended.SetResult();
                    return;
                }
            }
            catch (Exception error)
            {
                ended.SetException(error);
                return;
            }

            // Behind all that the pool has: it is done when this comes round.
            ThreadPool.UnsafeQueueUserWorkItem(_ => Go(), null);
        }
    }

    private bool TryStep()
    {
        while (_ready.Count == 0)
        {
            if (!_later.TryDequeue(out var due, out var when)) return false;
            _now = Math.Max(_now, when.At);
            _ready.Add(new Step(due.Actor, due.Action));
        }

        Steps++;
        var index = _ready.Count == 1 ? 0 : Random.Next(_ready.Count);
        var step = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (step.Actor is { } actor) actor.Run(step);
        else step.Action!();
        return true;
    }
}
