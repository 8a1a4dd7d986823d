namespace ModelMine.Training.Models.Ppo;

/// <summary>
/// Generalised advantage estimation (Schulman et al. 2016): A(t) = δ(t) + γλ · A(t + 1) within an episode, where
/// δ(t) = r(t) + γ · V(t + 1) - V(t). An episode that was cut off counts on with the worth of the state in which it was cut off.
/// </summary>
internal static class AdvantageEstimation
{
    /// <summary>Fills the rollout's advantages.</summary>
    /// <param name="rollout">With all else filled.</param>
    /// <param name="gamma">Discount of future rewards.</param>
    /// <param name="lambda">From 0 (trust the critic after one step) to 1 (trust only what was earned).</param>
    public static void Fill(Rollout rollout, double gamma, double lambda)
    {
        for (var world = 0; world < rollout.Worlds; world++)
        {
            double next = 0;
            for (var step = rollout.Steps - 1; step >= 0; step--)
            {
                var i = step * rollout.Worlds + world;
                var surprise = rollout.Rewards[i] + gamma * rollout.NextValues[i] - rollout.Values[i];
                next = surprise + (rollout.Over[i] ? 0 : gamma * lambda * next);
                rollout.Advantages[i] = (float)next;
            }
        }
    }
}
