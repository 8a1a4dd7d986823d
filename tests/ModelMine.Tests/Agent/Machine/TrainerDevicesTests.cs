using ModelMine.Agent.Machine;

namespace ModelMine.Tests.Agent.Machine;

public sealed class TrainerDevicesTests
{
    [Theory]
    [InlineData("""echo '{"cuda":2}'""", 2, "cpu, cuda")]
    [InlineData("""echo '{"cuda":0}'""", 0, "cpu")]
    [InlineData("echo It broke; exit 1", 0, "cpu")]
    [InlineData("true", 0, "cpu")]
    public async Task AskAsync_Program_HasWhatItSays(string script, int cuda, string words)
    {
        var devices = await TrainerDevices.AskAsync(("/bin/sh", ["-c", script]), TimeProvider.System, TestContext.Current.CancellationToken);

        devices.Cuda.ShouldBe(cuda);
        string.Join(", ", devices.Words).ShouldBe(words);
    }

    [Fact]
    public async Task AskAsync_NoSuchProgram_HasNone() =>
        (await TrainerDevices.AskAsync(("/nowhere/at/all", []), TimeProvider.System, TestContext.Current.CancellationToken)).Cuda.ShouldBe(0);

    [Fact]
    public async Task AskAsync_ThisBuild_TrainsOnTheProcessor()
    {
        var agent = Path.Combine(AppContext.BaseDirectory, "ModelMine.Agent.dll");

        (await TrainerDevices.AskAsync(("dotnet", [agent, "devices"]), TimeProvider.System, TestContext.Current.CancellationToken))
            .Words.ShouldBe(["cpu"]);
    }
}
