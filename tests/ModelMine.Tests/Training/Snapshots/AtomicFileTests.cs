using ModelMine.Training.Snapshots;

namespace ModelMine.Tests.Training.Snapshots;

public sealed class AtomicFileTests
{
    [Fact]
    public void Write_ThatBreaksOff_LeavesWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.File("state"), stream => stream.Write("old"u8));

        Should.Throw<IOException>(() => AtomicFile.Write(folder.File("state"), stream =>
        {
            stream.Write("half of the n"u8);
            throw new IOException("No space left on device");
        }));

        File.ReadAllText(folder.File("state")).ShouldBe("old");
    }

    [Fact]
    public void Write_AfterOneThatBrokeOff_Succeeds()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("state.tmp"), "left over and longer");

        AtomicFile.Write(folder.File("state"), stream => stream.Write("new"u8));

        File.ReadAllText(folder.File("state")).ShouldBe("new");
        File.Exists(folder.File("state.tmp")).ShouldBeFalse();
    }
}
