using ModelMine.Core.JobConfigs;
using ModelMine.Training.Learners.Acting;
using ModelMine.Training.Models.Policy;
using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Randomness;
using ModelMine.Training.Snapshots;
using ModelMine.Training.Worlds;

namespace ModelMine.Training.Learners.Ppo;

/// <summary>Several worlds in which one policy acts at the same time, by chance as its probabilities say.</summary>
internal sealed class WorldsSideBySide
{
    private readonly World[] _worlds;
    private readonly long[] _episodes;
    private readonly FeedForward _actor, _critic;
    private readonly SeededRandom _random;
    private readonly long _seed;
    private readonly float[] _next;
    private long _acted;

    public WorldsSideBySide(EffectiveConfig config, ActorCritic model)
    {
        _worlds = [.. Enumerable.Range(0, config.Int32("numEnvironments")).Select(_ => KnownWorlds.Make(config))];
        _episodes = new long[_worlds.Length];
        (_actor, _critic) = (model.Actor(), model.Critic());
        _seed = config.Seed;
        _random = new(_seed, Purpose.World, 0);
        _next = new float[_worlds[0].Definition.ObservationLength];
        for (var world = 0; world < _worlds.Length; world++)
        {
            Begin(world);
        }
    }

    /// <summary>Acts in every world for as many steps as the rollout has.</summary>
    /// <param name="rollout">Filled, but for the advantages.</param>
    /// <param name="returns">Takes the return of each episode that ends.</param>
    public void Fill(Rollout rollout, ReturnCurve returns)
    {
        for (var i = 0; i < rollout.Count; i++)
        {
            Act(i % _worlds.Length, i, rollout, returns);
        }
    }

    public void Save(SnapshotContent content)
    {
        content.Add("acted", _acted);
        for (var world = 0; world < _worlds.Length; world++)
        {
            content.Add($"world{world}Episodes", _episodes[world]);
            _worlds[world].Save(content, $"world{world}");
        }
    }

    public void Load(SnapshotFile snapshot)
    {
        _acted = snapshot.Whole("acted");
        for (var world = 0; world < _worlds.Length; world++)
        {
            _episodes[world] = snapshot.Whole($"world{world}Episodes");
            _worlds[world].Load(snapshot, $"world{world}");
        }
    }

    private void Act(int number, int transition, Rollout rollout, ReturnCurve returns)
    {
        var world = _worlds[number];
        var seen = rollout.Observation(transition);
        world.Observe(seen);
        _random.Restart(_seed, Purpose.Exploration, _acted++);
        var (action, logProbability) = Categorical.Sample(_actor.Evaluate(seen), _random.NextDouble());
        rollout.Values[transition] = _critic.Evaluate(seen)[0];
        rollout.Actions[transition] = action;
        rollout.LogProbabilities[transition] = logProbability;
        rollout.Rewards[transition] = (float)world.Step(action);
        rollout.Over[transition] = world.IsOver;
        rollout.NextValues[transition] = world.IsTerminated ? 0 : WorthOf(world);
        if (world.IsOver)
        {
            returns.Ended(world.Return);
            _episodes[number]++;
            Begin(number);
        }
    }

    private float WorthOf(World world)
    {
        world.Observe(_next);
        return _critic.Evaluate(_next)[0];
    }

    private void Begin(int world)
    {
        _random.Restart(_seed, Purpose.World, _episodes[world] * _worlds.Length + world);
        _worlds[world].Begin(_random);
    }
}
