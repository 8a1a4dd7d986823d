using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>The cable between a node and the server is pulled, for the same part of a lease as 60 s are of the usual 90.</summary>
public sealed class NetworkCutTests
{
    private const int LeaseSeconds = 12;
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task NodeCutOffForTwoThirdsOfALease_LosesNothing()
    {
        using var cable = NetworkNamespace.CreateOrSkip();
        await using var network = await RealNetwork.StartAsync(
            new() { ["ModelMine__LeaseSeconds"] = $"{LeaseSeconds}", ["ModelMine__BindAddress"] = cable.HostAddress }, StubJobs.Environment(), "--slots", "1");
        await network.Agent.TerminateAsync();
        var agent = await network.StartAnotherAgentAsync("far away", cable.Within);
        var job = await StubJobs.SubmitAsync(network, 120);
        await StubJobs.UntilAsync(network, job.Id, happened => happened.Type == JobEventType.Snapshot);
        var trainer = ProcessTree.Children(agent.Id, word => word.EndsWith("ModelMine.StubTrainer.dll", StringComparison.Ordinal)).ShouldHaveSingleItem();

        cable.Cut();
        await Task.Delay(Cut, TimeProvider.System, TestContext.Current.CancellationToken);
        ProcessTree.Lives(trainer).ShouldBeTrue();
        var heard = (await network.User.JobAsync(job.Id)).Progress!.Step;
        cable.Mend();

        var completed = await RealJob.CompletionAsync(network, job.Id);
        completed.Attempts.ShouldHaveSingleItem().Status.ShouldBe(AttemptStatus.Completed, network.Logs());
        completed.Attempts[0].NodeName.ShouldBe("far away");
        heard.ShouldBeLessThan(completed.Result!.Steps - 40, "the cut was one: most of the job was not heard of before it was mended");
        (await network.User.MetricsAsync(job.Id, 10_000)).Single().Steps.Count.ShouldBe(120, "every point arrived");
        Books.ShouldBeSettledOnce(network, job.Id);
    }
}
