using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

public sealed class MaintenanceTests
{
    [Fact]
    public async Task NodeTakenOutAtOnce_ItsJobGoesOnElsewhereFromTheSnapshot_AndCostsNoAttempt()
    {
        await using var network = await RealNetwork.StartAsync(agentEnvironment: StubJobs.Environment(), agentOptions: ["--slots", "1"]);
        var submitted = await StubJobs.SubmitAsync(network, 100);
        await StubJobs.UntilAsync(network, submitted.Id, happened => happened.Type == JobEventType.Snapshot);
        await network.StartAnotherAgentAsync("another machine");
        var first = (await network.User.NodesAsync()).Single(node => node.Name == "this machine");

        await network.User.BeginMaintenanceAsync(first.Id, MaintenanceMode.Now);

        var completed = await RealJob.CompletionAsync(network, submitted.Id);
        completed.Attempts.Select(attempt => attempt.Status).ShouldBe([AttemptStatus.Released, AttemptStatus.Completed], network.Logs());
        completed.Attempts[0].Reason.ShouldBe("its node went into maintenance");
        completed.Attempts[1].NodeName.ShouldBe("another machine");
        completed.Attempts[1].ResumedFromStep.ShouldBeGreaterThan(0);
        (await network.User.NodesAsync()).Single(node => node.Id == first.Id).Status.ShouldBe(NodeStatus.Maintenance);
        Books.ShouldBeSettledOnce(network, submitted.Id);
    }
}
