using CsCheck;
using ModelMine.Agent.Machine;
using ModelMine.Agent.Shell;

namespace ModelMine.Tests.Agent.Machine;

public sealed class SlotPlanTests
{
    [Theory]
    [InlineData(1, null, null, 1, 1)]
    [InlineData(2, null, null, 1, 2)]
    [InlineData(8, null, null, 4, 2)]
    [InlineData(9, null, null, 4, 2)]
    [InlineData(2, 2, null, 2, 1)]
    [InlineData(8, null, 4, 2, 4)]
    [InlineData(8, 1, 8, 1, 8)]
    public void For_SharesTheCoresOut(int cores, int? slots, int? threads, int expectedSlots, int expectedThreads) =>
        SlotPlan.For(cores, slots, threads).ShouldBe(new SlotPlan(expectedSlots, expectedThreads));

    [Theory]
    [InlineData(2, 3, null, "3 slots of 1 threads want 3 cores, and this process may use 2.")]
    [InlineData(2, 2, 2, "2 slots of 2 threads want 4 cores, and this process may use 2.")]
    [InlineData(2, 0, null, "--slots 0 is too few: at least 1.")]
    [InlineData(2, null, 0, "--threads-per-slot 0 is too few: at least 1.")]
    public void For_MoreThanThereIs_IsRefusedInWords(int cores, int? slots, int? threads, string words)
    {
        var failure = Should.Throw<AgentFailure>(() => SlotPlan.For(cores, slots, threads));

        failure.ExitCode.ShouldBe(AgentExit.Usage);
        failure.Message.ShouldStartWith(words);
    }

    [Fact]
    public void For_AnyCores_NeverGivesOutMoreThreadsThanCores() =>
        Gen.Select(Gen.Int[1, 256], Gen.Int[1, 64].Nullable(), Gen.Int[1, 64].Nullable()).Sample((cores, slots, threads) =>
        {
            try
            {
                var plan = SlotPlan.For(cores, slots, threads);
                return plan is { Slots: >= 1, ThreadsPerSlot: >= 1 } && plan.Slots * plan.ThreadsPerSlot <= cores;
            }
            catch (AgentFailure)
            {
                return slots is not null || threads is not null;
            }
        });
}
