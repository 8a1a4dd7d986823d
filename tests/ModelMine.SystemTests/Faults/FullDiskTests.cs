using System.Net;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>Disks that are full for real: under an agent, under the server's blobs, under its database.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task AgentsDiskFull_FailsTheAttemptThatFilledIt_TakesNoWorkMeanwhile_AndGoesOn()
    {
        await using var network = await RealNetwork.StartAsync(new() { ["ModelMine__MaxAttempts"] = "1" }, StubJobs.Environment(), "--slots", "1");
        await network.Agent.TerminateAsync();
        using var disk = SmallDisk.MountOrSkip(network.AgentFolder("small"), sizeMiB: 160);
        var agent = await network.StartAnotherAgentAsync("small");

        // It fills the disk long before the 20 GiB that an attempt may take.
        var filled = await StubJobs.EndAsync(network, (await StubJobs.SubmitAsync(network, 6001)).Id);
        filled.Status.ShouldBe(JobStatus.Failed, network.Logs());
        filled.FailureReason.ShouldNotBeNull().ShouldContain("No space left on device");
        await Emptiness.OfAsync(Path.Combine(disk.Folder, "work"));

        disk.Fill();
        await agent.LineAsync("MiB of disk are free: the server gives no work");
        var waiting = await StubJobs.SubmitAsync(network, 5);
        (await WaitReasonAsync(network, waiting.Id)).ShouldBe("DISK_FULL");

        disk.Clear();
        (await StubJobs.EndAsync(network, waiting.Id)).Status.ShouldBe(JobStatus.Completed, network.Logs());
        ProcessTree.Lives(agent.Id).ShouldBeTrue();
    }

    [Fact]
    public async Task BlobsDiskFull_RefusesUploads_AndTheSameAttemptsSettleWhenThereIsRoom()
    {
        using var folder = new TestFolder();
        using var disk = SmallDisk.MountOrSkip(folder.Of("blobs"), sizeMiB: 16);
        await using var network = await RealNetwork.StartAsync(new() { ["ModelMine__BlobFolder"] = disk.Folder }, StubJobs.Environment(), "--slots", "1");
        disk.Fill();

        var job = await StubJobs.SubmitAsync(network, 12);
        await network.Agent.LineAsync("disk is full");
        disk.Clear();

        var completed = await StubJobs.EndAsync(network, job.Id);
        completed.Status.ShouldBe(JobStatus.Completed, network.Logs());
        completed.Attempts.ShouldHaveSingleItem("a full disk of the server is nothing that a node could do better");
        Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories).Where(file => file.Contains("partial", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty("nothing half done stays");
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 1);
    }

    [Fact]
    public async Task DatabasesDiskFull_IsSaid_AndEverythingSettlesWhenThereIsRoom()
    {
        using var folder = new TestFolder();
        using var disk = SmallDisk.MountOrSkip(folder.Of("data"), sizeMiB: 24);
        await using var network = await RealNetwork.StartAsync(
            new() { ["ModelMine__DataFolder"] = disk.Folder, ["ModelMine__BlobFolder"] = folder.Of("blobs") }, StubJobs.Environment(), "--slots", "1");
        var job = await StubJobs.SubmitAsync(network, 40);
        await StubJobs.UntilAsync(network, job.Id, happened => happened.Type == JobEventType.Report);

        disk.Fill();
        var refused = await RefusedAsync(network);
        (refused.Status, refused.Problem.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "database_full"));
        (await network.User.JobsAsync()).ShouldNotBeNull("what is stored can be read");
        disk.Clear();

        var completed = await StubJobs.EndAsync(network, job.Id);
        completed.Status.ShouldBe(JobStatus.Completed, network.Logs());
        completed.Attempts.ShouldHaveSingleItem().Status.ShouldBe(AttemptStatus.Completed);
        (await network.User.MetricsAsync(job.Id, 10_000)).Single().Steps.Count.ShouldBe(40, "every point arrived");
        network.Server.Output.Contains("   at ", StringComparison.Ordinal).ShouldBeFalse($"a full disk is told in a line, not in a stack trace:\n{network.Server.Output}");
        Books.ShouldBeSettledOnce(network, job.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 1);
    }

    /// <summary>Submits until it is refused: what is left of the write-ahead log still takes some.</summary>
    private static async Task<ApiException> RefusedAsync(RealNetwork network)
    {
        for (var tries = 0; tries < 5000; tries++)
        {
            try
            {
                var job = await StubJobs.SubmitAsync(network, 5);
                await network.User.CancelAsync(job.Id);
            }
            catch (ApiException refusal)
            {
                return refusal;
            }
        }

        throw new InvalidOperationException($"The disk never got full.\n{network.Logs()}");
    }

    private static async Task<string?> WaitReasonAsync(RealNetwork network, string jobId)
    {
        // The node says how its disk is with its next heartbeat.
        await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, TestContext.Current.CancellationToken);
        return (await network.User.JobAsync(jobId)).Waiting?.Word;
    }
}
