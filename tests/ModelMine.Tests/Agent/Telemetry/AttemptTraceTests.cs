using System.Diagnostics;
using ModelMine.Agent.Trainers;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Telemetry;

public sealed class AttemptTraceTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string TraceParent = $"00-{TraceId}-b7ad6b7169203331-01";

    [Fact]
    public async Task Calls_OfAnAttempt_AreInTheTraceOfItsGrant_AndNoOthersAre()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer(traceParent: TraceParent);
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Progress(1));
        var weights = trainer.Save("weights.safetensors", 5000, seed: 2);
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights.safetensors", weights));
        trainer.Exit(0);
        await agent.UntilAsync(_ => attempt.Completion is not null);
        await agent.UntilAsync(network => network.Heartbeats[^1].Attempts.Count == 0);

        foreach (var verb in new[] { "report", "complete", "PATCH" })
        {
            var carried = agent.Server.Traces.Where(trace => trace.Verb == verb).ToList();
            carried.ShouldNotBeEmpty(verb);
            carried.ShouldAllBe(trace => trace.TraceParent.StartsWith($"00-{TraceId}-") && trace.TraceParent.EndsWith("-01"));
        }

        agent.Server.Traces.Where(trace => trace.Verb is "heartbeat" or "claim").ShouldAllBe(trace => trace.TraceParent == "");
    }

    [Fact]
    public async Task GrantWithoutTrace_OrWithOneThatCannotBeRead_IsTrainedAsAnyOther()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.Offer("att_1");
        agent.Network.Offer("att_2", traceParent: "00-nonsense");
        agent.Slots = 2;
        agent.Start();

        await agent.TrainerAsync();
        await agent.TrainerAsync();
    }

    [Fact]
    public async Task Trainer_IsToldTheTraceByItsEnvironment()
    {
        var folder = Directory.CreateTempSubdirectory("modelmine-trace-").FullName;
        using var span = new Activity("train").SetParentId(TraceParent).Start();
        await using var process = new TrainerStarter("/bin/sh", ["-c", "echo $TRACEPARENT $OTEL_EXPORTER_OTLP_HEADERS", "trainer"]).Start(folder, 1, 1000);
        using var reader = new StreamReader(process.Output);

        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe(span.Id);
        Directory.Delete(folder, recursive: true);
    }
}
