using ModelMine.Agent.Shell;

namespace ModelMine.Agent.Machine;

/// <summary>How a machine's cores are shared out: slots × threads never exceeds the cores.</summary>
/// <param name="Slots">Attempts trained at a time, at least 1.</param>
/// <param name="ThreadsPerSlot">Threads that each trainer computes with, at least 1.</param>
internal sealed record SlotPlan(int Slots, int ThreadsPerSlot)
{
    private const int UsualThreads = 2;

    /// <summary>Shares the cores out; what was not asked for is chosen.</summary>
    /// <param name="cores">Cores that this process may use.</param>
    /// <param name="slots">Slots asked for; null leaves the choice.</param>
    /// <param name="threadsPerSlot">Threads asked for; null leaves the choice.</param>
    /// <exception cref="AgentFailure">It asks for more than there is.</exception>
    public static SlotPlan For(int cores, int? slots, int? threadsPerSlot)
    {
        if (slots is < 1) throw Refuse($"--slots {slots} is too few: at least 1.");
        if (threadsPerSlot is < 1) throw Refuse($"--threads-per-slot {threadsPerSlot} is too few: at least 1.");
        var threads = threadsPerSlot ?? Math.Clamp(cores / (slots ?? 1), 1, UsualThreads);
        var plan = new SlotPlan(slots ?? Math.Max(1, cores / threads), threads);
        if ((long)plan.Slots * plan.ThreadsPerSlot > cores)
        {
            throw Refuse(
                $"{plan.Slots} slots of {plan.ThreadsPerSlot} threads want {(long)plan.Slots * plan.ThreadsPerSlot} cores, and this process may use {cores}. "
                + "Trainers that share a core slow each other down several times over: ask for less.");
        }

        return plan;
    }

    private static AgentFailure Refuse(string message) => new(AgentExit.Usage, message);
}
