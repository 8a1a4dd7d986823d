using ModelMine.Simulator.Kernel;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Simulator.Judging;

/// <summary>
/// Watches invariant L3 from the outside: once a job was granted again, the trainer of an earlier attempt has stopped, or does
/// so within moments; unless its machine sleeps or hangs, so that nothing in it can notice that time passed.
/// </summary>
/// <param name="scheduler">Time and order.</param>
/// <param name="books">Knows which attempt is whose.</param>
internal sealed class Overlaps(Scheduler scheduler, Books books)
{
    /// <summary>A trainer that was told to stop has a second, and its agent's answer may be on its way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private readonly Dictionary<string, List<(Actor Agent, ScriptedTrainer Trainer, string Attempt)>> _byJob = [];

    /// <summary>A trainer began.</summary>
    public void Started(string attempt, Actor agent, ScriptedTrainer trainer)
    {
        var job = books.JobOf(attempt);
        if (!_byJob.TryGetValue(job, out var trainers)) _byJob[job] = trainers = [];
        trainers.RemoveAll(other => other.Trainer.Exited.IsCompleted || other.Agent.IsDead);
        foreach (var other in trainers) scheduler.Add(Patience, null, () => Look(other, trainer));
        trainers.Add((agent, trainer, attempt));
    }

    private void Look((Actor Agent, ScriptedTrainer Trainer, string Attempt) earlier, ScriptedTrainer later)
    {
        var (agent, trainer, attempt) = earlier;
        if (trainer.Exited.IsCompleted || later.Exited.IsCompleted || agent.IsDead || agent.IsFrozen || agent.Clock.Slept > TimeSpan.Zero) return;
        books.Violated($"L3: {agent.Name} still trains {attempt}, {Patience.TotalSeconds:0} s after its job was granted again and trained elsewhere");
    }
}
