using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Session;

public sealed class MaintenanceTests
{
    [Fact]
    public async Task GiveBack_SavesWhatIsTrained_ReleasesIt_AndTheAgentGoesOn()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Trainers.OnCommand = (trainer, command) =>
        {
            if (command != "pause") return;
            trainer.Say(Messages.Snapshot("last", trainer.Save("last", 1000, seed: 1), step: 77));
            trainer.Exit(3);
        };
        var attempt = agent.Network.Offer();
        agent.Start();
        await agent.TrainerAsync();

        agent.Network.Write(network => network.GiveBack = true);
        await agent.UntilAsync(_ => attempt.Released);

        attempt.Failure.ShouldBeNull();
        attempt.Snapshots.ShouldHaveSingleItem().Step.ShouldBe(77);
        await agent.UntilLoggedAsync("This node was put into maintenance: 1 attempt(s) save their state and go back.");
        var beats = agent.Network.Read(network => network.Heartbeats.Count);
        agent.Network.Write(network => network.GiveBack = false);
        await agent.UntilLoggedAsync("This node is out of maintenance.");
        await agent.UntilAsync(network => network.Heartbeats.Count > beats + 1);
        agent.Network.Heartbeats[^1].Draining.ShouldBeFalse();
        agent.Run.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task ServerOfAnotherVersion_IsSaidOnce_AndNothingIsUpgraded()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.ServerVersion = "99.0.0";
        agent.Start();

        await agent.UntilAsync(network => network.Heartbeats.Count > 3);
        await agent.UntilLoggedAsync("The server is version 99.0.0, this agent");

        agent.Log.Count(entry => entry.Contains("99.0.0", StringComparison.Ordinal)).ShouldBe(1);
        agent.Run.IsCompleted.ShouldBeFalse();
    }
}
