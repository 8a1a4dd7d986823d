using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>The server is away for longer than a lease lasts: nobody else can have got the job, so nothing is lost.</summary>
public sealed class LongOutageTests
{
    private const int LeaseSeconds = 9;

    [Fact]
    public async Task ServerAwayForLongerThanALease_TheTrainerIsHeld_AndTheSameAttemptCompletes()
    {
        await using var network = await RealNetwork.StartAsync(new() { ["ModelMine__LeaseSeconds"] = $"{LeaseSeconds}" }, StubJobs.Environment(), "--slots", "1");
        // More work than fits into what is left of the lease: without a hold it would end while the server is away.
        var job = await StubJobs.SubmitAsync(network, 200);
        await StubJobs.UntilAsync(network, job.Id, happened => happened.Type == JobEventType.Report);

        await network.Server.KillAsync();
        await network.Agent.LineAsync("Attempt .* is held");
        await Task.Delay(TimeSpan.FromSeconds(LeaseSeconds / 2), TimeProvider.System, TestContext.Current.CancellationToken);
        await network.StartServerAsync();

        await network.Agent.LineAsync("Attempt .* goes on after");
        var completed = await RealJob.CompletionAsync(network, job.Id);
        completed.Attempts.ShouldHaveSingleItem().Status.ShouldBe(AttemptStatus.Completed, network.Logs());
        completed.Attempts[0].ResumedFromStep.ShouldBe(0, "it went on where it stood");
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 1);
    }
}
