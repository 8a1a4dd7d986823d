using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Attempts;

/// <summary>What the owner of a job sees while its data is on the way to the node.</summary>
public sealed class DatasetFetchTests
{
    private static readonly byte[] Content = new byte[2_500_000];
    private static readonly DatasetFile File = new("houses.csv", Convert.ToHexStringLower(SHA256.HashData(Content)), Content.Length);
    private static readonly DatasetFacts Houses = new() { Name = "houses@1", Kind = DatasetKind.Table, TrainSamples = 10, TestSamples = 0, Files = [File] };

    [Fact]
    public async Task Fetch_IsToldToTheJob_WhileTheDataIsStillOnItsWay()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.Write(network => network.Blobs[File.Sha256] = Content);
        agent.Server.Next("GET", [.. Enumerable.Repeat(Fault.Unavailable, 10_000)]);
        var attempt = agent.Network.Offer(dataset: Houses);
        agent.Start();

        await agent.UntilAsync(_ => attempt.Logs.Exists(line => line.Message == "Fetching houses.csv (2.5 MB)."));

        await agent.UntilAsync(_ => attempt.Progress?.Fetching == new FetchProgress("houses.csv", 0, Content.Length));
        Directory.EnumerateFiles(agent.WorkFolder, "attempt.json", SearchOption.AllDirectories).ShouldBeEmpty("no trainer was told anything yet");
    }

    [Fact]
    public async Task Trainer_BeginsWhenTheDataIsHere()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.Write(network => network.Blobs[File.Sha256] = Content);
        agent.Server.Next("GET", Fault.Unavailable, Fault.RequestLost);
        var attempt = agent.Network.Offer(dataset: Houses);
        agent.Start();

        var trainer = await agent.TrainerAsync();

        System.IO.File.ReadAllBytes(Path.Combine(trainer.Assignment.DatasetFolder, "by-digest", File.Sha256)).ShouldBe(Content);
        await agent.UntilAsync(_ => attempt.Logs.Exists(line => line.Message == "Fetched houses.csv of houses@1."));
    }
}
