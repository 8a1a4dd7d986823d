using ModelMine.Cli.Shell;
using ModelMine.Cli.Up;

namespace ModelMine.Tests.Cli.Up;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Take_FolderIsTaken_NamesFolderAndHolder()
    {
        var options = new UpOptions(_cli.Folder, 3000, 4000, Demo: false, WithAgent: true, Slots: null, Open: false);
        using var held = DataFolderLock.Take(options);

        var failure = Should.Throw<CliFailure>(() => DataFolderLock.Take(options));

        failure.ExitCode.ShouldBe(ExitCode.Environment);
        failure.Message.ShouldContain(_cli.Folder);
        failure.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public void Take_AfterRelease_Succeeds()
    {
        var options = new UpOptions(_cli.Folder, 3000, 4000, Demo: false, WithAgent: true, Slots: null, Open: false);
        DataFolderLock.Take(options).Dispose();

        Should.NotThrow(() => DataFolderLock.Take(options).Dispose());
    }
}
