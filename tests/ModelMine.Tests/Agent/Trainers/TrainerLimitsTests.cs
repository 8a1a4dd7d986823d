using ModelMine.Agent.Trainers;

namespace ModelMine.Tests.Agent.Trainers;

public sealed class TrainerLimitsTests : IDisposable
{
    private const long MiB = 1024 * 1024;
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-limits-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(64, 0, true)]
    [InlineData(65, 0, false)]
    [InlineData(65, 1, true)]
    [InlineData(3664, 3600, true)]
    [InlineData(3666, 3600, false)]
    public void Output_MayComeAtOnceUpToABurst_AndForEverAtARate(int mib, int seconds, bool allowed) =>
        (new TrainerLimits(100).OutputProblem(mib * MiB, TimeSpan.FromSeconds(seconds)) is null).ShouldBe(allowed);

    [Fact]
    public void Folder_CountsEveryFileBelowIt()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "deep", "er"));
        File.WriteAllBytes(Path.Combine(_folder, "a"), new byte[600]);
        File.WriteAllBytes(Path.Combine(_folder, "deep", "er", "b"), new byte[400]);
        var limits = new TrainerLimits(100) { Folder = _folder, FolderBytes = 1000 };

        limits.FolderProblem().ShouldBeNull();
        File.WriteAllBytes(Path.Combine(_folder, "deep", "c"), new byte[1]);
        limits.FolderProblem().ShouldNotBeNull().IsRetryable.ShouldBeFalse();
    }

    [Fact]
    public void FolderThatIsGone_IsNoProblem() =>
        new TrainerLimits(100) { Folder = Path.Combine(_folder, "gone"), FolderBytes = 0 }.FolderProblem().ShouldBeNull();
}
