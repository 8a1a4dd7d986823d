using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Families;

/// <summary>What people begin with must train as it stands: each example makes its first steps, stops, and goes on.</summary>
[Collection(TorchTests.Name)]
public sealed class ExampleTests : IDisposable
{
    private const int FirstSteps = 3;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Examples => [.. ExampleConfigs.All.Where(example => !example.NeedsDownload).Select(example => example.Key)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_AsItStands_TrainsStopsAndGoesOn(string key)
    {
        var config = JobConfigParser.Parse(ExampleConfigs.Find(key)!.Config).Config.ShouldNotBeNull();
        var (first, second) = (new Recorder(FirstSteps), new Recorder(FirstSteps));

        Train(config, first, resumeFrom: null).ShouldBeNull();
        var (file, snapshot) = first.Snapshots[^1];
        Train(config, second, resumeFrom: file).ShouldBeNull();

        first.Points["train/loss"][^1].Step.ShouldBe(snapshot.Step);
        second.Points["train/loss"][0].Step.ShouldBe(snapshot.Step + (first.Points["train/loss"][1].Step - first.Points["train/loss"][0].Step));
        first.Points["train/loss"].Concat(second.Points["train/loss"]).ShouldAllBe(point => double.IsFinite(point.Value) && point.Value != 0);
    }

    private JobResult? Train(EffectiveConfig config, Recorder recorder, string? resumeFrom) => TrainingJob.Run(
        new()
        {
            Config = config,
            Folder = _folder.Path,
            Threads = TorchTests.Threads,
            DatasetFolder = _folder.Path,
            ResumeFrom = resumeFrom,
            SnapshotEvery = TimeSpan.MaxValue,
        },
        recorder);
}
