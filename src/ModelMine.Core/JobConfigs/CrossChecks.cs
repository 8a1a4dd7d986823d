using ModelMine.Core.Contracts;

namespace ModelMine.Core.JobConfigs;

/// <summary>What two keys must be to each other.</summary>
internal static class CrossChecks
{
    public static void Check(ModelFamily family, Dictionary<string, object> values, GivenKeys given, List<ProblemItem> problems)
    {
        if (family == ModelFamily.Transformer && Int("hiddenSize") % Int("numHeads") != 0)
        {
            Add("hiddenSize", $"hiddenSize ({Int("hiddenSize")}) must be a multiple of numHeads ({Int("numHeads")}): each head takes an equal share.");
        }

        if (family == ModelFamily.Dqn)
        {
            if (Number("epsilonEnd") > Number("epsilonStart"))
            {
                Add("epsilonEnd", FormattableString.Invariant($"epsilonEnd ({Number("epsilonEnd")}) must be at most epsilonStart ({Number("epsilonStart")})."));
            }

            if (Int("replaySize") < Int("batchSize"))
            {
                Add("replaySize", $"replaySize ({Int("replaySize")}) must be at least batchSize ({Int("batchSize")}): a batch is drawn from it.");
            }

            if (Int("learningStarts") < Int("batchSize"))
            {
                Add("learningStarts", $"learningStarts ({Int("learningStarts")}) must be at least batchSize ({Int("batchSize")}): the first batch is drawn from what was seen until then.");
            }

            if (Int("learningStarts") > Int("replaySize"))
            {
                Add("learningStarts", $"learningStarts ({Int("learningStarts")}) must be at most replaySize ({Int("replaySize")}).");
            }

            if (Int("learningStarts") >= Int("epochs") * Int("stepsPerEpoch"))
            {
                Add("learningStarts", $"learningStarts ({Int("learningStarts")}) must be below epochs × stepsPerEpoch ({Int("epochs") * Int("stepsPerEpoch")}), or nothing would ever be learned.");
            }
        }

        long Int(string key) => (long)values[key];
        double Number(string key) => (double)values[key];
        void Add(string key, string message) => problems.Add(new(given.PathOf(key), message));
    }
}
