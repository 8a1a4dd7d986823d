using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>Trainers that go wrong for real, in a process of their own: each job fails with its reason, and the node goes on.</summary>
public sealed class PoisonTests
{
    [Fact]
    public async Task PoisonJobs_FailWithTheirReasons_AndTheSameAgentTrainsTheNextJob()
    {
        await using var network = await RealNetwork.StartAsync(
            new() { ["ModelMine__MaxAttempts"] = "2" }, StubJobs.Environment(), "--slots", "2", "--silence-seconds", "8", "--stall-seconds", "9", "--attempt-disk", "0.1");

        // Two at a time: what one does must not harm its neighbour either.
        (int Seed, int Attempts, string Reason)[] poison =
        [
            (1001, 2, "SIGSEGV"),
            (2001, 1, "MiB, allowed were"),
            (3001, 2, "said nothing for"),
            (4001, 1, "MiB of output"),
            (5001, 1, "MiB of output"),
            (6001, 1, "MiB of files, allowed were 102 MiB"),
            (9001, 2, "got no further for 9 seconds, whatever it said meanwhile (training, after step 1)"),
            (7001, 2, "it claims success (exit code 0)"),
        ];
        var jobs = new List<string>();
        foreach (var (seed, _, _) in poison) jobs.Add((await StubJobs.SubmitAsync(network, seed)).Id);
        foreach (var ((seed, attempts, reason), id) in poison.Zip(jobs))
        {
            var job = await StubJobs.EndAsync(network, id);
            job.Status.ShouldBe(JobStatus.Failed, $"seed {seed}\n{network.Logs()}");
            job.FailureReason.ShouldNotBeNull().ShouldContain(reason);
            job.Attempts.Count.ShouldBe(attempts, $"seed {seed}: {string.Join(" | ", job.Attempts.Select(attempt => attempt.Reason))}");
        }

        var good = await StubJobs.EndAsync(network, (await StubJobs.SubmitAsync(network, 5)).Id);
        good.Status.ShouldBe(JobStatus.Completed, network.Logs());
        ProcessTree.Lives(network.Agent.Id).ShouldBeTrue("one agent process outlives all of them");
        await Emptiness.OfAsync(Path.Combine(network.AgentFolder("agent"), "work"));
        Books.ShouldBeSettledOnce(network, good.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 1);
    }

    [Fact]
    public async Task Crash_OfOneAttempt_IsMadeGoodByTheNext_WhichGoesOnFromTheSnapshot()
    {
        await using var network = await RealNetwork.StartAsync(agentEnvironment: StubJobs.Environment());

        var job = await StubJobs.EndAsync(network, (await StubJobs.SubmitAsync(network, 8012)).Id);

        job.Attempts.Select(attempt => attempt.Status).ShouldBe([AttemptStatus.Failed, AttemptStatus.Completed], network.Logs());
        job.Attempts[1].ResumedFromStep.ShouldBe(10);
        Books.ShouldBeSettledOnce(network, job.Id);
    }
}
