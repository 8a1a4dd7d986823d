using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Lifetime;
using NSubstitute;

namespace ModelMine.Tests.Server.Shell;

public sealed class ParentWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly IHostApplicationLifetime _lifetime = Substitute.For<IHostApplicationLifetime>();

    [Fact]
    public async Task ParentKilled_StopsTheServer()
    {
        using var parent = Process.Start("sleep", "600");
        using var watch = Watch(parent.Id);
        await watch.StartAsync(CancellationToken.None);
        _time.Advance(ParentWatch.Interval);
        _lifetime.DidNotReceive().StopApplication();

        parent.Kill();
        await parent.WaitForExitAsync();
        _time.Advance(ParentWatch.Interval);

        await watch.ExecuteTask!;
        _lifetime.Received(1).StopApplication();
    }

    [Fact]
    public async Task ParentGoneBefore_StopsTheServerAtOnce()
    {
        using var parent = Process.Start("true");
        await parent.WaitForExitAsync();
        using var watch = Watch(parent.Id);

        await watch.StartAsync(CancellationToken.None);

        await watch.ExecuteTask!;
        _lifetime.Received(1).StopApplication();
    }

    [Fact]
    public async Task NoParentGiven_WatchesNobody()
    {
        using var watch = Watch(null);

        await watch.StartAsync(CancellationToken.None);

        await watch.ExecuteTask!;
        _lifetime.DidNotReceive().StopApplication();
    }

    private ParentWatch Watch(int? parentPid) =>
        new(Options.Create(new ModelMineOptions { ParentPid = parentPid }), _lifetime, _time, NullLogger<ParentWatch>.Instance);
}
