using System.Globalization;
using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What must hold between keys that several families read.</summary>
internal static class CommonRules
{
    private const int TopClasses = 5;

    public static void Check(ConfigCheck check)
    {
        CheckSchedule(check);
        if (check.Words("metrics").Contains("top5") && check.Data is { Kind: not DatasetKind.Text, Classes.Count: <= TopClasses and > 0 } data)
        {
            check.Problem("metrics", $"metrics (top5) says nothing of {data.Name}, which has {data.Classes.Count} classes: any five would do. Leave top5 out.");
        }
    }

    private static void CheckSchedule(ConfigCheck check)
    {
        long epochs = check.Whole("epochs"), every = check.Whole("stepEvery"), warmup = check.Whole("warmupSteps");
        if (check.Text("learningRateSchedule") == "step" && every >= epochs)
        {
            check.Problem("stepEvery", $"stepEvery ({every}) must be below epochs ({epochs}), or the learning rate would never step.");
        }

        // An upper bound, before the validation split is taken off; the trainer knows the exact number.
        if (check.Data is { Kind: DatasetKind.Images, TrainSamples: var samples } && Math.Ceiling((double)samples / check.Whole("batchSize")) * epochs is var steps && warmup >= steps)
        {
            check.Problem("warmupSteps", string.Create(CultureInfo.InvariantCulture, $"warmupSteps ({warmup}) must be below the {steps:N0} steps of the whole training."));
        }
    }
}
