using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Up;

/// <summary>A server that cannot start says why in words, and how it ended in its exit code.</summary>
public sealed class BadSettingsTests
{
    [Fact]
    public async Task WrongSettings_AreAllNamedAtOnce_WithExitCode2()
    {
        using var folder = new TestFolder();
        await using var server = RealProcess.Start(Programs.Server, ["--ModelMine:WebPort=seventy"], new Dictionary<string, string>
        {
            ["ModelMine__DataFolder"] = folder.Path, ["ModelMine__Storage"] = "postgres", ["ModelMine__LeaseSeconds"] = "0",
        });

        (await server.ExitAsync()).ShouldBe(2, server.Output);

        server.Output.ShouldContain("3 settings are wrong:");
        server.Output.ShouldContain("ModelMine:WebPort is “seventy”; it takes a whole number.");
        server.Output.ShouldContain("ModelMine:LeaseSeconds is 0; it takes 1 to 3600.");
        server.Output.ShouldContain("ModelMine:Postgres is missing;");
        server.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task PostgresThatIsNotThere_IsWaitedForAndThenNamed_WithExitCode4()
    {
        using var folder = new TestFolder();
        var (port, _) = FreePort.Pair();
        await using var server = RealProcess.Start(Programs.Server, [], new Dictionary<string, string>
        {
            ["ModelMine__DataFolder"] = folder.Path, ["ModelMine__Storage"] = "postgres",
            ["ModelMine__Postgres"] = $"Host=127.0.0.1;Port={port};Database=modelmine;Username=modelmine;Password=hunter2",
        });

        (await server.ExitAsync()).ShouldBe(4, server.Output);

        server.Output.ShouldContain($"The database did not answer within 30 s: Failed to connect to 127.0.0.1:{port} Check ModelMine__Postgres");
        server.Output.ShouldNotContain("hunter2");
        server.Output.ShouldNotContain("   at ");
    }
}
