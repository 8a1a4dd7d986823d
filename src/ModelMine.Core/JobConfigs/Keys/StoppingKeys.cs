using static ModelMine.Core.JobConfigs.Keys.Declare;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What ends a training before its last epoch.</summary>
internal static class StoppingKeys
{
    public static readonly ConfigKey[] All =
    [
        Flag("earlyStopping", "Whether to stop once the validation score has not become better for patience epochs. The weights of the epoch that validated best are then the ones that are delivered, also when every epoch was made.")
            .ReadBy(Supervised, false)
            .ElsewhereCalled("earlyStop", "stopEarly"),
        Integer("patience", 1, 1000, "Epochs without a better validation score before the training stops; only with earlyStopping.")
            .ReadBy(Supervised, 3)
            .ElsewhereCalled("earlyStoppingPatience", "earlyStoppingRounds"),
        Number("maxMinutes", 0, 10_080, "Minutes of training, over all attempts, after which it ends in good order with the next step: what was trained until then is measured and delivered. 0 is no limit. The schedule of the learning rate does not know of it.")
            .ReadBy(EveryFamily, 0)
            .ElsewhereCalled("timeLimit", "maxTime", "timeout", "timeBudget"),
    ];
}
