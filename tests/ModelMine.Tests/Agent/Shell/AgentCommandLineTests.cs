using ModelMine.Agent.Shell;

namespace ModelMine.Tests.Agent.Shell;

public sealed class AgentCommandLineTests
{
    [Theory]
    [InlineData("run --data x", "--server")]
    [InlineData("run --server http://localhost:1 --data x --nonsense", "--nonsense")]
    [InlineData("fly", "fly")]
    [InlineData("run --server localhost --data x", "no web address")]
    [InlineData("run --server http://localhost:1 --data x --slots 100000", "100000 slots of 1 threads")]
    [InlineData("run --server http://localhost:1 --data x --label Lab=3", "--label Lab=3 is no label")]
    [InlineData("run --server http://localhost:1 --data x --label lab=3 --label lab=4", "lab is given twice")]
    public async Task Run_WithWordsThatAreNotRight_SaysWhichAndEndsWithUsage(string words, string named)
    {
        var error = new StringWriter();

        var code = await AgentCommandLine.RunAsync(words.Split(' '), TestContext.Current.CancellationToken, error);

        code.ShouldBe(AgentExit.Usage);
        error.ToString().ShouldContain(named);
        error.ToString().ShouldNotContain("   at ");
    }
}
