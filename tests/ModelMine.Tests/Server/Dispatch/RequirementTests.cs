using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

public abstract class RequirementTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : RequirementTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : RequirementTests(StorageProduct.Postgres);

    private static readonly NodeFacts Facts = TestNode.Facts(slots: 2) with
    {
        Cores = 4,
        MemoryMiB = 8000,
        CpuLevel = CpuLevels.Avx2,
        Devices = ["cpu", "cuda"],
        Labels = new() { ["lab"] = "3rd-floor" },
    };

    public static TheoryData<JobRequires, bool> Demands => new()
    {
        { new() { Cores = 4 }, true },
        { new() { Cores = 5 }, false },
        { new() { MemoryMiB = 8000 }, true },
        { new() { MemoryMiB = 8001 }, false },
        { new() { DiskMiB = 500 }, true },
        { new() { DiskMiB = 501 }, false },
        { new() { Device = "CUDA" }, true },
        { new() { Device = "mps" }, false },
        { new() { CpuLevel = CpuLevels.Default }, true },
        { new() { CpuLevel = CpuLevels.Avx2 }, true },
        { new() { CpuLevel = CpuLevels.Avx512 }, false },
        { new() { Labels = new() { ["lab"] = "3rd-floor" } }, true },
        { new() { Labels = new() { ["lab"] = "2nd-floor" } }, false },
        { new() { Labels = new() { ["lab"] = "3rd-floor", ["rack"] = "7" } }, false },
    };

    [Theory]
    [MemberData(nameof(Demands))]
    public async Task Job_IsGrantedToANode_WhenThatHasAllItAsksFor(JobRequires requires, bool fits)
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync(facts: Facts);
        var job = await world.SubmitAsync(await world.UserAsync(), requires: requires);

        (await world.ClaimAsync(node, disk: 500))?.JobId.ShouldBe(fits ? job.Id : null);
        (await world.JobAsync(job.Id)).Status.ShouldBe(fits ? JobStatus.Running : JobStatus.Pending);
    }

    [Fact]
    public async Task DemandingJob_DoesNotHoldUpTheOthersOfItsUser()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync(facts: Facts);
        await world.SubmitAsync(user, priority: 99, requires: new() { Cores = 64 });
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var modest = await world.SubmitAsync(user, priority: 1);

        (await world.ClaimAsync(node))!.JobId.ShouldBe(modest.Id);
    }

    [Fact]
    public async Task JobThatNoNodeCanTake_SaysWhy()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        await world.SubmitAsync(user, requires: new() { Cores = 64, Labels = new() { ["lab"] = "attic" } });

        (await WaitingAsync(world, user)).ShouldBe(new WaitReason("NO_NODE", "No node is online. It starts as soon as one is that can take it."));
        world.Online.Add(new PresentNode("a", 2, 0, TakesWork: true, Facts, 500));
        (await WaitingAsync(world, user)).ShouldBe(new WaitReason("NO_MATCH", "It requires 64 cores, label lab=attic; the only node online does not have all of that."));
        world.Online.Add(new PresentNode("b", 2, 0, TakesWork: false, Facts with { Cores = 64, Labels = new() { ["lab"] = "attic" } }, 500));
        (await WaitingAsync(world, user)).Word.ShouldBe("MAINTENANCE");
    }

    [Fact]
    public async Task JobWhoseConfigWantsAGpu_GoesToANodeThatHasOne_AndSaysThatItWaitsForOne()
    {
        await using var world = await World.CreateAsync();
        var user = await world.UserAsync();
        var plain = await world.NodeAsync(facts: Facts with { Devices = ["cpu"] });
        var job = await world.SubmitAsync(user, config: """{"device":"gpu"}""");
        world.Online.Add(new PresentNode("a", 2, 0, TakesWork: true, Facts with { Devices = ["cpu"] }, 500));
        world.Online.Add(new PresentNode("b", 2, 0, TakesWork: true, Facts with { Devices = ["cpu"], Gpus = ["NVIDIA T4, 16 GiB"] }, 500));

        (await world.ClaimAsync(plain)).ShouldBeNull();
        (await WaitingAsync(world, user)).ShouldBe(new WaitReason("NO_MATCH", "It requires a CUDA GPU; none of the 2 nodes online has that."));
        (await world.ClaimAsync(await world.NodeAsync(facts: Facts)))!.JobId.ShouldBe(job.Id);
    }

    [Fact]
    public async Task NodeWhoseDiskIsFull_GetsNothing_AndTheJobSaysSo()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync(facts: Facts);
        var job = await world.SubmitAsync(user);
        world.Online.Add(new PresentNode("a", 2, 0, TakesWork: true, Facts, 63));

        (await world.ClaimAsync(node, disk: 63)).ShouldBeNull();
        (await WaitingAsync(world, user)).ShouldBe(new WaitReason("DISK_FULL", "Every node online that could take it has less than 64 MiB of disk free."));
        (await world.ClaimAsync(node, disk: 64))!.JobId.ShouldBe(job.Id);
    }

    [Fact]
    public async Task JobTooBigForEveryNode_SaysHowMuchItNeeds()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var job = await world.SubmitAsync(user);
        world.Online.Add(new PresentNode("a", 2, 0, TakesWork: true, Facts with { MemoryMiB = 10 }, 500));

        var stored = await world.JobAsync(job.Id);
        (await WaitingAsync(world, user)).ShouldBe(
            new WaitReason("TOO_BIG", $"It needs {stored.MemoryMiB} MiB of memory; the largest node online that it could go to has 10 MiB."));
    }

    [Fact]
    public async Task EveryWrongDemand_IsNamedWithItsPath()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();

        var refused = await Should.ThrowAsync<RefusedException>(() => world.SubmitAsync(user, requires: new()
        {
            Cores = 0, MemoryMiB = -1, DiskMiB = 0, Device = "a b", CpuLevel = "fast", Labels = new() { ["Lab"] = "x", ["lab"] = "no spaces" },
        }));

        refused.Problem.Errors!.Select(error => error.Path).ShouldBe(
            ["$.requires.cores", "$.requires.memoryMiB", "$.requires.diskMiB", "$.requires.device", "$.requires.cpuLevel", "$.requires.labels.lab", "$.requires.labels.Lab"],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Retry_AsksForTheSame()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var job = await world.SubmitAsync(user, requires: new() { Cores = 2 });
        await world.Get<CancelJob>().ExecuteAsync(user, job.Id, CancellationToken.None);

        (await world.Get<RetryJob>().ExecuteAsync(user, job.Id, null, CancellationToken.None)).Requires!.Cores.ShouldBe(2);
    }

    private static async Task<WaitReason> WaitingAsync(World world, string user) =>
        (await world.Get<JobQueries>().ListAsync(user, JobStatus.Pending, null, 10, CancellationToken.None)).Items[0].Waiting.ShouldNotBeNull();
}
