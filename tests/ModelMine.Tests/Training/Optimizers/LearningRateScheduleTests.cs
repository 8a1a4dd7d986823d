using ModelMine.Training.Optimizers;

namespace ModelMine.Tests.Training.Optimizers;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Constant_StaysWhereItIs()
    {
        var schedule = Schedule("constant");

        new long[] { 1, 50, 100 }.ShouldAllBe(step => schedule.At(step) == 0.004);
    }

    [Fact]
    public void Cosine_BeginsAtTheRate_PassesHalfInTheMiddle_AndEndsNearNothing()
    {
        var schedule = Schedule("cosine");

        schedule.At(1).ShouldBe(0.004);
        schedule.At(51).ShouldBe(0.002, 1e-12);
        schedule.At(100).ShouldBeInRange(0, 1e-5);
        Enumerable.Range(1, 99).ShouldAllBe(step => schedule.At(step + 1) < schedule.At(step));
    }

    private static LearningRateSchedule Schedule(string name) =>
        new(Configs.Parse($$"""{"modelType":"mlp","learningRate":0.004,"learningRateSchedule":"{{name}}"}"""), totalSteps: 100);
}
