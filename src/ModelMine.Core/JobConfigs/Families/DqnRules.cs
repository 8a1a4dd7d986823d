using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Deep Q-networks.</summary>
internal sealed class DqnRules : FamilyRules
{
    public override ModelFamily Family => ModelFamily.Dqn;

    public override ConfigChoice Word { get; } = new("dqn", ["deepQNetwork"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [];

    /// <summary>Who updates the target rarely means copies: small steps at long intervals would hold learning up.</summary>
    public override void FillIn(Dictionary<string, object> values)
    {
        if (values.TryGetValue("targetUpdateEvery", out var every) && (long)every > 1)
        {
            values.TryAdd("targetUpdateRate", 1.0);
        }
    }

    public override void Check(ConfigCheck check)
    {
        if (check.Number("epsilonEnd") > check.Number("epsilonStart"))
        {
            check.Problem("epsilonEnd", FormattableString.Invariant($"epsilonEnd ({check.Number("epsilonEnd")}) must be at most epsilonStart ({check.Number("epsilonStart")})."));
        }

        long batch = check.Whole("batchSize"), replay = check.Whole("replaySize"), starts = check.Whole("learningStarts");
        if (replay < batch)
        {
            check.Problem("replaySize", $"replaySize ({replay}) must be at least batchSize ({batch}): a batch is drawn from it.");
        }

        if (starts < batch)
        {
            check.Problem("learningStarts", $"learningStarts ({starts}) must be at least batchSize ({batch}): the first batch is drawn from what was seen until then.");
        }

        if (starts > replay)
        {
            check.Problem("learningStarts", $"learningStarts ({starts}) must be at most replaySize ({replay}).");
        }

        var steps = check.Whole("epochs") * check.Whole("stepsPerEpoch");
        if (starts >= steps)
        {
            check.Problem("learningStarts", $"learningStarts ({starts}) must be below epochs × stepsPerEpoch ({steps}), or nothing would ever be learned.");
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize");
        var world = KnownEnvironment.Of(config);
        // A transition: what was seen before and after, action, reward, and whether it went on.
        var transition = 2 * world.ObservationLength + 3;
        return new(
            2 * width * (width + world.ObservationLength + world.Actions + 1),
            8 * width,
            (double)config.Int32("replaySize") * transition * MemoryNeeds.BytesPerNumber);
    }
}
