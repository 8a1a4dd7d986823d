using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Models.Policy;
using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Parameters;
using ModelMine.Training.Randomness;
using ModelMine.Training.Results;
using ModelMine.Training.Worlds;

namespace ModelMine.Training.Inference;

/// <summary>Plays the episodes that the score was measured over: the same beginnings, always the action that the policy finds best.</summary>
internal sealed class WorldPlayer(ParameterSet parameters, FeedForward policy, World world, long seed) : ITrainedModel
{
    public static WorldPlayer Of(TrainedWeights weights)
    {
        var config = weights.Config;
        var world = KnownWorlds.Make(config);
        var (parameters, policy) = Policy(config, world.Definition);
        parameters.Load(weights.Tensors);
        return new(parameters, policy, world, config.Seed);
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        world.Begin(new SeededRandom(seed, Purpose.TestWorld, ((TryReplay)request).Episode - 1));
        var observation = new float[world.Definition.ObservationLength];
        var states = new List<IReadOnlyList<double>> { world.State.ToArray() };
        var actions = new List<int>();
        while (!world.IsOver)
        {
            world.Observe(observation);
            var action = policy.Best(observation);
            world.Step(action);
            actions.Add(action);
            states.Add(world.State.ToArray());
        }

        return [new TryFrames(world.Definition.Name, states, actions, world.Return)];
    }

    public void Dispose() => parameters.Dispose();

    private static (ParameterSet Parameters, FeedForward Policy) Policy(EffectiveConfig config, WorldDefinition world)
    {
        if (config.Family == ModelFamily.Ppo)
        {
            var actor = new ActorCritic(world.ObservationLength, config.Int32("hiddenSize"), world.Actions, config.Seed);
            return (actor.Parameters, actor.Actor());
        }

        var network = new QNetwork(world.ObservationLength, config.Int32("hiddenSize"), world.Actions, config.Flag("dueling"), config.Seed);
        return (network.Parameters, network.Policy());
    }
}
