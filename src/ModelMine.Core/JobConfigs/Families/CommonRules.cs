using System.Globalization;
using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What must hold between keys that several families read.</summary>
internal static class CommonRules
{
    private const int TopClasses = 5;
    private static readonly string[] OfScheduleStep = ["stepEvery", "stepFactor"];
    private static readonly string[] OfNumbers = ["rmse", "mse", "mae", "r2"];

    public static void Check(ConfigCheck check)
    {
        CheckSchedule(check);
        CheckMetrics(check);
        CheckWhatNothingReads(check);
        if (TableRules.IsRegression(check) && check.Number("labelSmoothing") > 0)
        {
            check.Problem("labelSmoothing", FormattableString.Invariant($"labelSmoothing ({check.Number("labelSmoothing")}) is for classes, and the task is regression: leave it out."));
        }
    }

    private static void CheckWhatNothingReads(ConfigCheck check)
    {
        if (check.Has("earlyStopping") && !check.Flag("earlyStopping") && check.IsGiven("patience"))
        {
            check.Problem("patience", $"patience ({check.Whole("patience")}) is read only with early stopping: set earlyStopping to true, or leave patience out.");
        }

        if (check.Text("learningRateSchedule") is not "step" and var schedule)
        {
            foreach (var key in OfScheduleStep.Where(check.IsGiven))
            {
                check.Problem(key, string.Create(CultureInfo.InvariantCulture, $"{key} ({check.Value(key)}) is read only by the schedule step, and learningRateSchedule is {schedule}: set it to step, or leave {key} out."));
            }
        }
    }

    private static void CheckMetrics(ConfigCheck check)
    {
        var numbers = TableRules.IsRegression(check);
        if (check.Words("metrics").FirstOrDefault(word => OfNumbers.Contains(word) != numbers) is { } unfit && (numbers || OfNumbers.Contains(unfit)))
        {
            check.Problem("metrics", numbers
                ? $"metrics ({unfit}) is for classes, and the task is regression: use {string.Join(", ", OfNumbers)}."
                : $"metrics ({unfit}) is for numbers, and here are classes: leave it out.");
        }

        if (check.Words("metrics").Contains("top5") && Classes(check) is <= TopClasses and > 0 and var classes)
        {
            check.Problem("metrics", $"metrics (top5) says nothing of {check.Data!.Name}, which has {classes} classes: any five would do. Leave top5 out.");
        }
    }

    private static int? Classes(ConfigCheck check) => check.Data?.Kind switch
    {
        DatasetKind.Table => check.Data.FindColumn(check.Text("target"))?.Categories.Count,
        DatasetKind.Text => null,
        _ => check.Data?.Classes.Count,
    };

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
