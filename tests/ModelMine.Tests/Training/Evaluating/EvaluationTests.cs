using System.Text;
using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Results;

namespace ModelMine.Tests.Training.Evaluating;

[Collection(TorchTests.Name)]
public sealed class EvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _elsewhere = new();

    public static TheoryData<string> Families => ResumeTests.Families;

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Evaluation_OfTheFileAlone_GivesTheReportedScoreBitByBit(string name)
    {
        var family = Family.Of(name);
        var reported = Trained.Of(name).In(_folder.Path);
        var moved = _elsewhere.File("downloaded.safetensors");
        File.Copy(_folder.File(TrainingJob.WeightsFileName), moved);

        var evaluation = Evaluate(family, moved);

        evaluation.Score.ShouldBe(reported.Score);
        evaluation.TestLoss.ShouldBe(reported.TestLoss);
        evaluation.Metrics.ShouldBe(reported.Metrics, ignoreOrder: true);
        (evaluation.WeightsDigest, evaluation.WeightsBytes).ShouldBe((reported.WeightsDigest, reported.WeightsBytes));
        (evaluation.ConfigDigest, evaluation.DatasetDigest).ShouldBe((reported.ConfigDigest, reported.DatasetDigest));
    }

    /// <summary>Were the file not read, the first weights of the seed would be measured, and the test above could pass by them.</summary>
    [Fact]
    public void Evaluation_OfOtherWeights_GivesAnotherScore()
    {
        var family = Family.Of("mlp");
        var reported = Trained.Of("mlp").In(_folder.Path);
        var path = _folder.File(TrainingJob.WeightsFileName);
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2).Clear();
        File.WriteAllBytes(path, bytes);

        var evaluation = Evaluate(family, path);

        evaluation.Score.ShouldNotBe(reported.Score);
        evaluation.WeightsDigest.ShouldNotBe(reported.WeightsDigest);
    }

    [Fact]
    public void Open_OfAFileWithoutAConfig_SaysThatItWasNotTrainedHere()
    {
        var path = _folder.File("foreign.safetensors");
        using (var stream = File.Create(path)) Safetensors.Write(stream, [SafetensorsTensor.FromSingles("a", [1], new float[] { 1 })]);

        Should.Throw<TrainingException>(() => TrainedWeights.Open(path)).Message
            .ShouldBe("The weights foreign.safetensors cannot be used: Its metadata hold no config: it was not trained by ModelMine.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no weights at all, but long enough to be read")]
    public void Open_OfWhatIsNoWeightsFile_SaysSo(string content)
    {
        var path = _folder.File("text.safetensors");
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(content));

        Should.Throw<TrainingException>(() => TrainedWeights.Open(path)).Message.ShouldStartWith("The weights text.safetensors cannot be used: ");
    }

    [Fact]
    public void Evaluation_OfTensorsThatDoNotFitTheConfig_NamesTheTensor()
    {
        var family = Family.Of("mlp");
        var path = _folder.File("odd.safetensors");
        using (var stream = File.Create(path))
            Safetensors.Write(stream, [SafetensorsTensor.FromSingles("fc1.weight", [1], new float[] { 1 })], new Dictionary<string, string> { ["config"] = family.Config.CanonicalJson });

        Should.Throw<TrainingException>(() => Evaluate(family, path)).Message.ShouldStartWith("The weights do not fit their config: ");
    }

    private Evaluation Evaluate(Family family, string path)
    {
        using var weights = TrainedWeights.Open(path);
        weights.Config.ShouldBe(family.Config);
        return EvaluationJob.Run(
            weights,
            new() { Config = weights.Config, Folder = _elsewhere.Path, Threads = TorchTests.Threads, DatasetFolder = _elsewhere.Path },
            family.Learner,
            new Recorder());
    }
}
