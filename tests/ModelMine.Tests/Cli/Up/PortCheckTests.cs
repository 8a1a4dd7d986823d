using System.Net;
using System.Net.Sockets;

using ModelMine.Cli.Shell;
using ModelMine.Cli.Up;

namespace ModelMine.Tests.Cli.Up;

public sealed class PortCheckTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    public void RequireFree_BusyPort_NamesPortHolderAndOption(string address)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 || !address.Contains(':'), "this machine has no IPv6");
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var failure = Should.Throw<CliFailure>(() => PortCheck.RequireFree((port, "--web-port")));

        failure.ExitCode.ShouldBe(ExitCode.Environment);
        var item = failure.Problem.Errors.ShouldHaveSingleItem();
        item.Path.ShouldBe($"port {port}");
        item.Message.ShouldContain("--web-port");
        if (OperatingSystem.IsLinux()) item.Message.ShouldContain($"process {Environment.ProcessId} (");
    }

    [Fact]
    public void RequireFree_FreePorts_SaysNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Should.NotThrow(() => PortCheck.RequireFree((port, "--api-port")));
    }

    [Fact]
    public async Task Up_BusyPort_ExitsWithEnvironmentAndStartsNothing()
    {
        using var cli = new CliSandbox();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var run = await cli.RunAsync("up", "--data", cli.PathOf("data"), "--web-port", $"{port}", "--api-port", $"{port - 1}", "--no-agent");

        run.Code.ShouldBe(ExitCode.Environment);
        run.Error.ShouldContain($"port {port}: in use");
        Directory.GetFileSystemEntries(cli.PathOf("data")).Select(Path.GetFileName).Order().ShouldBe(["logs", "up.holder", "up.lock"]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(cli.PathOf("data")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
