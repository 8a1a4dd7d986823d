using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>Machines whose clocks are wrong by hours: leases go by the database's time and by clocks that only count, so it does no harm.</summary>
public sealed class WrongClockTests
{
    [Theory]
    [InlineData("+5h")]
    [InlineData("-7h")]
    public async Task AgentWithAClockThatIsHoursWrong_KeepsItsLeaseAndCompletes(string wrongBy)
    {
        await using var network = await RealNetwork.StartAsync(
            new() { ["ModelMine__LeaseSeconds"] = "12" },
            new(StubJobs.Environment().Concat(FakeTime.Environment(wrongBy))));

        // Longer than a lease: without renewals by the right clock it would be lost.
        var submitted = await StubJobs.SubmitAsync(network, 150);
        var completed = await RealJob.CompletionAsync(network, submitted.Id);

        completed.Attempts.ShouldHaveSingleItem().Status.ShouldBe(AttemptStatus.Completed, network.Logs());
        var off = await WrongnessAsync(network, submitted.Id);
        Math.Abs(off.TotalHours).ShouldBeGreaterThan(4.9, "the agent's clock was wrong indeed");
        (completed.FinishedAt!.Value - completed.CreatedAt).ShouldBeLessThan(TimeSpan.FromMinutes(2), "times that people see are the server's");
        Books.ShouldBeSettledOnce(network, submitted.Id);
    }

    private static async Task<TimeSpan> WrongnessAsync(RealNetwork network, string jobId) =>
        (await network.User.LogsAsync(jobId)).First(line => line.Message.StartsWith("Stub:", StringComparison.Ordinal)).At - TimeProvider.System.GetUtcNow();
}
