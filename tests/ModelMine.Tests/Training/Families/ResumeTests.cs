using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ModelMine.Core.Formats;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Families;

[Collection(TorchTests.Name)]
public sealed class ResumeTests
{
    public static TheoryData<string> Families => ["mlp", "table", "regression", "cnn", "layers", "resnet", "transformer", "transformer-bpe", "transformer-byte", "bert", "bert-cls", "dqn", "ppo"];

    [Theory]
    [MemberData(nameof(Families))]
    public void Training_BrokenOffInTheMiddleOfAnEpoch_EndsWithTheSameWeightsBitByBit(string name)
    {
        using var broken = new TemporaryFolder();
        var family = Family.Of(name);
        var (expected, whole) = (Trained.Of(name).Result, Trained.Of(name).Recorder);

        var first = new Recorder(family.BreakAfter);
        family.Train(broken.Path, first).ShouldBeNull();
        var (file, snapshot) = first.Snapshots[^1];
        (snapshot.Step * family.Config.Epochs % expected.Steps).ShouldNotBe(0, "the break should lie within an epoch");
        var second = new Recorder();
        var resumed = family.Train(broken.Path, second, resumeFrom: file).ShouldNotBeNull();

        resumed.WeightsDigest.ShouldBe(expected.WeightsDigest);
        resumed.Score.ShouldBe(expected.Score);
        resumed.TestLoss.ShouldBe(expected.TestLoss);
        resumed.TrainLoss.ShouldBe(expected.TrainLoss);
        resumed.Steps.ShouldBe(expected.Steps);
        foreach (var (curve, points) in whole.Points)
        {
            (first.Points.GetValueOrDefault(curve) ?? []).Concat(second.Points.GetValueOrDefault(curve) ?? []).ShouldBe(points, curve);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Training_Twice_GivesTheSameWeightsAndCurves(string name)
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (Trained.Of(name), new Recorder());

        var again = Family.Of(name).Train(folder.Path, second)!;

        again.WeightsDigest.ShouldBe(first.Result.WeightsDigest);
        again.Score.ShouldBe(first.Result.Score);
        second.Points["train/loss"].ShouldBe(first.Recorder.Points["train/loss"]);
        File.ReadAllBytes(folder.File(TrainingJob.WeightsFileName)).AsSpan().SequenceEqual(first.Weights.Span).ShouldBeTrue();
    }

    [Fact]
    public void Training_WithAnotherSeed_GivesOtherWeights()
    {
        using var folder = new TemporaryFolder();

        var one = Family.Mlp("""{"modelType":"mlp","epochs":1,"hiddenSize":16,"seed":1}""").Train(folder.Path, new())!;
        var two = Family.Mlp("""{"modelType":"mlp","epochs":1,"hiddenSize":16,"seed":2}""").Train(folder.Path, new())!;

        two.WeightsDigest.ShouldNotBe(one.WeightsDigest);
    }

    /// <summary>TorchSharp lets the collector free what libtorch still reads, unless one takes care: see Scalars.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Training_WhileTheCollectorWorksHard_ComesToTheSameState(string name)
    {
        const int Steps = 10;
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        var (quiet, harried) = (new Recorder(Steps), new Recorder(Steps));
        Family.Of(name).Train(one.Path, quiet).ShouldBeNull();
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();

        Family.Of(name).Train(two.Path, harried).ShouldBeNull();

        done.Cancel();
        collector.Join();
        harried.Points["train/loss"].ShouldBe(quiet.Points["train/loss"]);
        WeightsIn(two.File(harried.Snapshots[^1].File)).ShouldBe(WeightsIn(one.File(quiet.Snapshots[^1].File)));
    }

    [Fact]
    public void Resume_FromAnotherConfigsSnapshot_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var recorder = new Recorder();
        Family.Of("mlp").Train(folder.Path, recorder);

        var error = Should.Throw<TrainingException>(() => Family.Of("cnn").Train(folder.Path, new(), recorder.Snapshots[^1].File));

        error.Message.ShouldContain("The snapshot belongs to another config");
        error.Retryable.ShouldBeFalse();
    }

    [Fact]
    public void Resume_FromATornSnapshot_SaysWhatIsWrong()
    {
        using var folder = new TemporaryFolder();
        var recorder = new Recorder();
        Family.Of("mlp").Train(folder.Path, recorder);
        var path = folder.File(recorder.Snapshots[^1].File);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);

        Should.Throw<TrainingException>(() => Family.Of("mlp").Train(folder.Path, new(), recorder.Snapshots[^1].File))
            .Message.ShouldContain("could not be read");
    }

    [Fact]
    public void Resume_WithOtherThreads_WarnsThatTheLastBitsMayDiffer()
    {
        using var folder = new TemporaryFolder();
        var first = new Recorder(pauseAfterSteps: 10);
        Family.Of("mlp").Train(folder.Path, first, threads: 2);

        var second = new Recorder();
        Family.Of("mlp").Train(folder.Path, second, first.Snapshots[^1].File, threads: 1);

        second.Lines.ShouldContain(line => line.StartsWith("Warning: The snapshot was saved with 2 threads", StringComparison.Ordinal));
    }

    /// <summary>A snapshot's other parts say how long it took, which no two trainings share.</summary>
    private static string WeightsIn(string snapshot)
    {
        using var stream = File.OpenRead(snapshot);
        var file = Safetensors.Open(stream);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var names = file.Tensors.Keys.Where(name => name.StartsWith("weights/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        names.ShouldNotBeEmpty();
        foreach (var name in names)
        {
            hash.AppendData(MemoryMarshal.AsBytes(file.ReadSingles(name).AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
