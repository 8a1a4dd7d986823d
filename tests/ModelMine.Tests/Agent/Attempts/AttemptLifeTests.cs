using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Attempts;

public sealed class AttemptLifeTests
{
    [Fact]
    public async Task Claim_IsMadeOnlyAfterTheFirstHeartbeatOfTheSession()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Server.Next("heartbeat", Fault.Unavailable, Fault.RequestLost, Fault.Unavailable);
        agent.Start();
        await agent.UntilAsync(network => network.ClaimsSeen.Count > 0);

        agent.Network.Read(network => network.Order[0]).ShouldBe("heartbeat");
        var claim = agent.Network.Read(network => network.ClaimsSeen[0]);
        claim.SessionId.ShouldBe(agent.Network.Read(network => network.Heartbeats[0].SessionId));
        claim.FreeSlots.ShouldBe(1);
        claim.FreeMemoryMiB.ShouldBeInRange(1, agent.Network.Read(network => network.Heartbeats[0].Facts.MemoryMiB));
    }

    [Fact]
    public async Task Attempt_ThatTrainsToItsEnd_IsReportedUploadedSignedAndSettled()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Assignment.ConfigDigest.ShouldBe(attempt.Grant.ConfigDigest);
        trainer.Assignment.Config.GetProperty("modelType").GetString().ShouldBe("mlp");
        trainer.Assignment.Threads.ShouldBe(1);
        trainer.Assignment.ResumeFrom.ShouldBeNull();
        Directory.Exists(trainer.Assignment.DatasetFolder).ShouldBeTrue();

        trainer.Say(Messages.Log("begins"), Messages.Progress(10), Messages.Loss(1, 10));
        await agent.UntilAsync(_ => attempt.Points.Count == 10);
        await agent.UntilAsync(network => network.Heartbeats[^1].Attempts.Any(held => held is { AttemptId: "att_1", LeaseEpoch: 7 }));
        var snapshot = trainer.Save("snapshot-50", 1000, seed: 1);
        trainer.Say(Messages.Snapshot("snapshot-50", snapshot, step: 50));
        await agent.UntilAsync(_ => attempt.Snapshots.Count == 1);
        var weights = trainer.Save("weights.safetensors", 5000, seed: 2);
        trainer.Say(Messages.Progress(100), Messages.Loss(11, 90), Messages.Log("ends"), Messages.Result(attempt.Grant.ConfigDigest, "weights.safetensors", weights));
        trainer.Exit(0);
        await agent.UntilAsync(_ => attempt.Completion is not null);

        attempt.Progress!.Step.ShouldBe(100);
        attempt.Points.Select(point => point.Step).ShouldBe(Enumerable.Range(1, 100).Select(step => (long)step));
        attempt.Logs.Select(line => line.Message).ShouldBe(["begins", "ends"]);
        attempt.Snapshots.ShouldHaveSingleItem().Step.ShouldBe(50);
        agent.Network.Blobs.Values.ShouldBe([snapshot, weights], ignoreOrder: true);
        agent.Network.Order.LastIndexOf("report att_1").ShouldBeLessThan(agent.Network.Order.IndexOf("complete att_1"));
        var statement = ResultStatement.ToBytes("job_1", "att_1", FakeNetwork.NodeId, 7, attempt.Completion!.Result);
        NodeKey.Verify(agent.Network.Enrolled!.PublicKey, statement, attempt.Completion.Signature).ShouldBeTrue();
        await agent.UntilAsync(network => network.Heartbeats[^1].Attempts.Count == 0);
        Directory.EnumerateFileSystemEntries(agent.WorkFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempt_WithASnapshot_GoesOnFromItsBytes()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var bytes = new byte[9_000_000];
        new Random(3).NextBytes(bytes);
        var digest = Messages.Digest(bytes);
        agent.Network.Blobs[digest] = bytes;
        agent.Server.Next("GET", Fault.RequestLost, Fault.Unavailable);
        agent.Network.Offer(snapshot: new(digest, bytes.Length, 40, 4));
        agent.Start();

        var trainer = await agent.TrainerAsync();

        File.ReadAllBytes(Path.Combine(trainer.Folder, trainer.Assignment.ResumeFrom!)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task Attempt_WhoseSnapshotCameCorrupted_IsRefusedAndNotTrained()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var digest = Messages.Digest([1, 2, 3]);
        agent.Network.Blobs[digest] = [1, 2, 4];
        var attempt = agent.Network.Offer(snapshot: new(digest, 3, 40, 4));
        agent.Start();

        await agent.UntilAsync(_ => attempt.Failure is not null);

        attempt.Failure!.Reason.ShouldContain("snapshot of step 40");
        attempt.Failure.Reason.ShouldContain("SHA-256");
        attempt.Failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task Result_WhoseWeightsAreOthersOnDisk_IsNeitherSignedNorSent()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Save("weights", 100, seed: 1);
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", new byte[100]));
        trainer.Exit(0);

        await agent.UntilAsync(_ => attempt.Failure is not null);

        attempt.Failure!.Reason.ShouldContain("weights on disk are not those");
        attempt.Completion.ShouldBeNull();
        agent.Network.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Result_OfATrainerThatCrashesOnItsWayOut_Counts()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        var weights = trainer.Save("weights", 100, seed: 1);
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", weights));
        trainer.Exit(139);

        await agent.UntilAsync(_ => attempt.Completion is not null);
    }

    [Fact]
    public async Task Slot_IsFreeAgainAfterAnAttempt()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var first = agent.Network.Offer("att_1");
        var second = agent.Network.Offer("att_2");
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(new TrainerError("The data set cannot be read.", Retryable: false));
        trainer.Exit(1);
        await agent.UntilAsync(_ => first.Failure is not null);

        (await agent.TrainerAsync()).Folder.ShouldEndWith("att_2");
        second.IsOver.ShouldBeFalse();
    }

    [Fact]
    public async Task Start_RemovesFoldersThatAnEarlierAgentLeft()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var left = Directory.CreateDirectory(Path.Combine(agent.WorkFolder, "att_old", "deep"));
        File.WriteAllText(Path.Combine(left.FullName, "snapshot"), "old");
        agent.Start();
        await agent.UntilAsync(network => network.Heartbeats.Count > 0);

        Directory.Exists(Path.Combine(agent.WorkFolder, "att_old")).ShouldBeFalse();
    }
}
