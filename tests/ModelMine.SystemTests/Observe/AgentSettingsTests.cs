using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Observe;

public sealed class AgentSettingsTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "hunter2:4317", "OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector")]
    [InlineData("MODELMINE_LOGS", "yaml", "MODELMINE_LOGS is “yaml”; it takes text or json.")]
    public async Task Agent_WithAVariableThatIsNotRight_SaysWhichAndEndsWithUsage(string variable, string value, string words)
    {
        using var folder = new TestFolder();
        await using var agent = RealProcess.Start(
            Programs.Agent, ["run", "--server", "http://127.0.0.1:9", "--data", folder.Path], new Dictionary<string, string> { [variable] = value });

        (await agent.ExitAsync()).ShouldBe(2, agent.Output);
        agent.Output.ShouldContain(words);
        agent.Output.ShouldNotContain("hunter2");
        agent.Output.ShouldNotContain("   at ");
    }
}
