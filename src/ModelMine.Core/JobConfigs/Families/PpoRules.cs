using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Proximal policy optimisation.</summary>
internal sealed class PpoRules : FamilyRules
{
    private const long LargestRollout = 262_144;
    private const int NumbersBesideObservation = 8;

    public override ModelFamily Family => ModelFamily.Ppo;

    public override ConfigChoice Word { get; } = new("ppo", ["proximalPolicyOptimization"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [];

    public override void Check(ConfigCheck check)
    {
        long steps = check.Whole("rolloutSteps"), worlds = check.Whole("numEnvironments"), batch = check.Whole("batchSize");
        if (steps * worlds < batch)
        {
            check.Problem("batchSize", $"batchSize ({batch}) must be at most rolloutSteps × numEnvironments ({steps * worlds}): a minibatch is part of a rollout.");
        }

        if (steps * worlds > LargestRollout)
        {
            check.Problem("rolloutSteps", $"rolloutSteps ({steps}) × numEnvironments ({worlds}) is {steps * worlds}; it must be at most {LargestRollout}: a rollout can only be resumed as a whole.");
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize"), transitions = (double)config.Int32("rolloutSteps") * config.Int32("numEnvironments");
        var world = KnownEnvironment.Of(config);
        return new(
            2 * width * (width + world.ObservationLength + world.Actions),
            8 * width,
            transitions * (world.ObservationLength + NumbersBesideObservation) * MemoryNeeds.BytesPerNumber);
    }
}
