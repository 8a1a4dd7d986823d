using ModelMine.Training;
using ModelMine.Training.Optimizers.Schedules;

namespace ModelMine.Tests.Training.Optimizers;

public sealed class LearningRateScheduleTests
{
    private const double Rate = 0.004;

    [Fact]
    public void Constant_StaysWhereItIs()
    {
        var schedule = Schedule("constant");

        new long[] { 1, 50, 100 }.ShouldAllBe(step => schedule.At(step) == Rate);
    }

    [Fact]
    public void Cosine_BeginsAtTheRate_PassesHalfInTheMiddle_AndEndsNearNothing()
    {
        var schedule = Schedule("cosine");

        schedule.At(1).ShouldBe(Rate);
        schedule.At(51).ShouldBe(0.002, 1e-12);
        schedule.At(100).ShouldBeInRange(0, 1e-5);
        Enumerable.Range(1, 99).ShouldAllBe(step => schedule.At(step + 1) < schedule.At(step));
    }

    [Fact]
    public void Step_FallsByTheFactor_AtTheFirstStepOfAnEpoch()
    {
        // 100 steps in 10 epochs: the rate falls with the steps 31, 61 and 91.
        var schedule = Schedule("step", ""","epochs":10,"stepEvery":3,"stepFactor":0.1""");

        new long[] { 1, 30, 31, 60, 61, 90, 91, 100 }.Select(step => Math.Round(schedule.At(step), 12))
            .ShouldBe([Rate, Rate, 0.0004, 0.0004, 0.00004, 0.00004, 0.000004, 0.000004]);
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("step")]
    [InlineData("cosine")]
    [InlineData("oneCycle")]
    public void Warmup_RisesLinearlyToWhereTheScheduleBegins(string name)
    {
        var schedule = Schedule(name, $""","epochs":10,"warmupSteps":20{(name == "step" ? ""","stepEvery":5""" : "")}""");
        var begins = name == "oneCycle" ? Rate / 25 : Rate;

        Enumerable.Range(1, 20).ShouldAllBe(step => Math.Abs(schedule.At(step) - begins * step / 20) < 1e-12);
        schedule.At(21).ShouldBe(begins, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void OneCycle_OfVeryFewSteps_StaysBetweenNothingAndTheRate(int steps)
    {
        var schedule = Schedule("oneCycle", totalSteps: steps);

        Enumerable.Range(1, steps).ShouldAllBe(step => schedule.At(step) > 0 && schedule.At(step) <= Rate);
    }

    [Fact]
    public void Warmup_ThatTakesTheWholeTraining_IsRefused()
    {
        var error = Should.Throw<TrainingException>(() => Schedule("cosine", ""","warmupSteps":100"""));

        error.Message.ShouldContain("warmupSteps (100) must be below the 100 optimizer steps");
        error.Retryable.ShouldBeFalse();
    }

    private static LearningRateSchedule Schedule(string name, string more = "", int totalSteps = 100) => LearningRateSchedule.Of(
        Configs.Parse($$"""{"modelType":"mlp","learningRate":0.004,"learningRateSchedule":"{{name}}"{{more}}}"""), totalSteps);
}
