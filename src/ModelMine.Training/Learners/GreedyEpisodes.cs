using System.Runtime.InteropServices;
using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Randomness;
using ModelMine.Training.Worlds;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>Plays episodes side by side, always with the action of the highest estimate.</summary>
internal static class GreedyEpisodes
{
    /// <param name="network">Who plays.</param>
    /// <param name="count">Episodes.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="purpose">Which beginnings: the n-th episode of a purpose always begins the same way.</param>
    /// <returns>The return of each episode.</returns>
    public static int[] Play(QNetwork network, int count, long seed, Purpose purpose)
    {
        using var noGradients = no_grad();
        var worlds = Enumerable.Range(0, count).Select(episode => new CartPole(new SeededRandom(seed, purpose, episode))).ToArray();
        while (worlds.Where(world => !world.IsOver).ToArray() is { Length: > 0 } open)
        {
            using var scope = NewDisposeScope();
            var observations = empty(open.Length, CartPole.ObservationLength);
            var numbers = MemoryMarshal.Cast<byte, float>(observations.bytes);
            for (var i = 0; i < open.Length; i++)
            {
                open[i].Observe(numbers[(i * CartPole.ObservationLength)..]);
            }

            var actions = MemoryMarshal.Cast<byte, long>(network.Forward(observations).argmax(1).bytes);
            for (var i = 0; i < open.Length; i++)
            {
                open[i].Push((int)actions[i]);
            }
        }

        return [.. worlds.Select(world => world.Steps)];
    }
}
