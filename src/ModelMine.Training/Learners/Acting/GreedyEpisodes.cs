using ModelMine.Training.Models.Policy;
using ModelMine.Training.Randomness;
using ModelMine.Training.Worlds;

namespace ModelMine.Training.Learners.Acting;

/// <summary>Plays episodes, always with the action that the policy finds best.</summary>
internal static class GreedyEpisodes
{
    /// <param name="policy">Who plays.</param>
    /// <param name="world">Where; left at the end of the last episode.</param>
    /// <param name="count">Episodes.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="purpose">Which beginnings: the n-th episode of a purpose always begins the same way.</param>
    /// <returns>The return of each episode.</returns>
    public static double[] Play(FeedForward policy, World world, int count, long seed, Purpose purpose)
    {
        Span<float> observation = stackalloc float[world.Definition.ObservationLength];
        var returns = new double[count];
        var random = new SeededRandom(seed, purpose, 0);
        for (var episode = 0; episode < count; episode++)
        {
            random.Restart(seed, purpose, episode);
            world.Begin(random);
            while (!world.IsOver)
            {
                world.Observe(observation);
                world.Step(policy.Best(observation));
            }

            returns[episode] = world.Return;
        }

        return returns;
    }
}
