using System.Runtime.InteropServices;
using ModelMine.Core.Contracts;
using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Randomness;
using ModelMine.Training.Results;
using ModelMine.Training.Worlds;
using static TorchSharp.torch;

namespace ModelMine.Training.Inference;

/// <summary>Plays the episodes that the score was measured over: the same beginnings, always the action of the highest estimate.</summary>
internal sealed class WorldPlayer(QNetwork network, long seed) : ITrainedModel
{
    public static WorldPlayer Of(TrainedWeights weights)
    {
        var network = new QNetwork(CartPole.ObservationLength, weights.Config.Int32("hiddenSize"), CartPole.Actions, weights.Config.Seed);
        network.Parameters.Load(weights.Tensors);
        return new(network, weights.Config.Seed);
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        var world = new CartPole(new SeededRandom(seed, Purpose.TestWorld, ((TryReplay)request).Episode - 1));
        var states = new List<IReadOnlyList<double>> { State(world) };
        var actions = new List<int>();
        while (!world.IsOver)
        {
            var action = Choose(world);
            world.Push(action);
            actions.Add(action);
            states.Add(State(world));
        }

        return [new TryFrames(CartPole.Name, states, actions, world.Steps)];
    }

    public void Dispose() => network.Parameters.Dispose();

    private int Choose(CartPole world)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var observation = empty(1, CartPole.ObservationLength);
        world.Observe(MemoryMarshal.Cast<byte, float>(observation.bytes));
        return (int)MemoryMarshal.Cast<byte, long>(network.Forward(observation).argmax(1).bytes)[0];
    }

    private static double[] State(CartPole world) => [world.Position, world.Velocity, world.Angle, world.AngularVelocity];
}
