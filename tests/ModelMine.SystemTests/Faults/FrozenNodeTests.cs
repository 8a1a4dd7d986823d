using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Faults;

/// <summary>A machine that falls asleep and wakes up after its lease: fenced off, and its job settled once, by another.</summary>
public sealed class FrozenNodeTests
{
    private const int Stop = 19;
    private const int Continue = 18;

    [Fact]
    public async Task MachineThatSleepsBeyondItsLease_IsFencedOffWhenItWakes()
    {
        await using var network = await RealNetwork.StartAsync(
            new() { ["ModelMine__LeaseSeconds"] = "12", ["ModelMine__SweepSeconds"] = "0.5" }, StubJobs.Environment(), "--slots", "1");
        var submitted = await StubJobs.SubmitAsync(network, 100);
        await StubJobs.UntilAsync(network, submitted.Id, happened => happened.Type == JobEventType.Snapshot);
        var sleeping = (await network.User.JobAsync(submitted.Id)).Attempts.ShouldHaveSingleItem();
        var trainer = ProcessTree.Children(network.Agent.Id, word => word.EndsWith("ModelMine.StubTrainer.dll", StringComparison.Ordinal)).ShouldHaveSingleItem();

        RealProcess.Signal(network.Agent.Id, Stop);
        RealProcess.Signal(trainer, Stop);
        await network.StartAnotherAgentAsync("another machine");
        await StubJobs.UntilAsync(network, submitted.Id, happened => happened is { Type: JobEventType.Granted, Attempt: 2 });
        RealProcess.Signal(network.Agent.Id, Continue);
        RealProcess.Signal(trainer, Continue);

        await network.Agent.LineAsync("Attempt .* (was stopped|took nothing more)|took nothing more of attempt");
        await ProcessTree.GoneAsync(trainer);
        foreach (var late in await LateWritesAsync(network, sleeping)) late.ShouldBe(HttpStatusCode.Conflict);

        var completed = await RealJob.CompletionAsync(network, submitted.Id);
        completed.Attempts.Select(attempt => attempt.Status).ShouldBe([AttemptStatus.Lost, AttemptStatus.Completed]);
        completed.Attempts[1].NodeName.ShouldBe("another machine");
        completed.Attempts[1].ResumedFromStep.ShouldBeGreaterThan(0);
        Books.ShouldBeSettledOnce(network, submitted.Id);
        await Books.LedgerShouldHoldAsync(network, blocks: 1);
        ProcessTree.Lives(network.Agent.Id).ShouldBeTrue("the machine that slept goes on");
    }

    /// <summary>What the server answers to writes that the sleeper could still have had on their way, with its own token.</summary>
    private static async Task<List<HttpStatusCode>> LateWritesAsync(RealNetwork network, AttemptView attempt)
    {
        using var identity = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(network.AgentFolder("agent"), "identity.json")));
        using var http = new HttpClient { BaseAddress = UserApiClient.BaseAddress(network.Api) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", identity.RootElement.GetProperty("token").GetString());
        var node = new NodeApiClient(http);
        const long firstLease = 1;
        var report = new AttemptReport { LeaseEpoch = firstLease, ReportSeq = 1_000_000, Progress = new JobProgress { Step = 1, TotalSteps = 1, Epoch = 1, Epochs = 1 } };
        Func<Task>[] writes =
        [
            () => node.ReportAsync(attempt.Id, report, CancellationToken.None),
            () => node.FailAsync(attempt.Id, new FailureReport(firstLease, "late", Retryable: true), CancellationToken.None),
            () => node.ReleaseAsync(attempt.Id, new ReleaseReport(firstLease), CancellationToken.None),
        ];
        var answers = new List<HttpStatusCode>();
        foreach (var write in writes) answers.Add((await Should.ThrowAsync<ApiException>(write)).Status);
        return answers;
    }
}
