using System.Diagnostics;
using ModelMine.Agent.Trainers;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Images;

namespace ModelMine.Tests.Training.Data.Images;

[Collection(TorchTests.Name)]
public sealed class PixelStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Room_ForMuch_LiesInAFileWithoutAName_AndNotInTheProcessOwnMemory()
    {
        const int length = (int)ImageMemory.MappedAbove * 4;
        using var process = Process.GetCurrentProcess();
        var before = OwnMemory.Bytes(process);

        var room = PixelStore.Room(_folder.Path, length);
        for (var i = 0; i < length; i += 4096) room.Span[i] = (byte)(i >> 12);

        Enumerable.Range(0, length / 4096).Count(page => room.Span[page * 4096] != (byte)page).ShouldBe(0);
        (OwnMemory.Bytes(process) - before).ShouldBeLessThan(length / 2);
        if (!OperatingSystem.IsWindows()) Directory.EnumerateFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Room_ForLittle_IsPlainMemory()
    {
        PixelStore.Room(_folder.Path, 1000).Length.ShouldBe(1000);
        Directory.EnumerateFiles(_folder.Path).ShouldBeEmpty();
    }
}
