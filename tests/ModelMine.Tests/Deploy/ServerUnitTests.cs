using System.Diagnostics;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Tests.Deploy;

public sealed class ServerUnitTests : IDisposable
{
    private const string Name = "modelmine-server.service";
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-unit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Unit_IsGoodToSystemd()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd-analyze is not installed");
        var file = Path.Combine(_folder, Name);
        // The program must be there to be verified; which one it is does not matter.
        await File.WriteAllTextAsync(file, Text().Replace("/usr/bin/dotnet", "/usr/bin/env", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var verify = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", "--system", file])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["XDG_RUNTIME_DIR"] = _folder },
        })!;

        var said = await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken);

        said.Split('\n').Where(line => line.Contains(Name, StringComparison.Ordinal)).ShouldBeEmpty();
        verify.ExitCode.ShouldBe(0, said);
    }

    [Fact]
    public void Unit_WaitsForTheServersEnd_AndDoesNotStartOneWhoseSettingsAreWrong()
    {
        int.Parse(Value("TimeoutStopSec"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan((int)ShellFeature.LongestStop.TotalSeconds);
        Value("RestartPreventExitStatus").ShouldBe($"{SettingsCheck.ExitCode}");
        Value("Environment").ShouldBe($"ModelMine__DataFolder=/var/lib/{Value("StateDirectory")}");
    }

    private static string Value(string key) => Text().Split('\n').Single(line => line.StartsWith($"{key}=", StringComparison.Ordinal))[(key.Length + 1)..];

    private static string Text() => DeployFiles.Text("systemd", Name);
}
