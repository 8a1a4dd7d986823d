using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Inference;

namespace ModelMine.Tests.Training.Inference;

[Collection(TorchTests.Name)]
public sealed class InferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Answer_ToAPrompt_IsWrittenTokenByToken_TheSameForTheSameSeed()
    {
        Family.Of("transformer").Train(_folder.Path, new());
        using var model = Load();
        var prompt = new TryPrompt("And God said") { Seed = 7, Length = 60 };

        var pieces = model.Answer(prompt).ToList();

        Text(pieces).Length.ShouldBe(60);
        pieces.Count.ShouldBe(61);
        Text(model.Answer(prompt)).ShouldBe(Text(pieces));
        Text(model.Answer(prompt with { Seed = 8 })).ShouldNotBe(Text(pieces));
        Text(model.Answer(new TryPrompt("") { Length = 5 })).Length.ShouldBe(5);
    }

    /// <summary>The colder, the likelier: what is written at a low temperature is what the model expects more of.</summary>
    [Fact]
    public void Answer_AtALowTemperature_IsLessVaried()
    {
        Family.Of("transformer").Train(_folder.Path, new());
        using var model = Load();

        Kinds(0.05).ShouldBeLessThan(Kinds(2));

        int Kinds(double temperature) => Text(model.Answer(new TryPrompt("And") { Seed = 3, Length = 200, Temperature = temperature })).Distinct().Count();
    }

    [Fact]
    public void Answer_ToAPromptWithACharacterThatTheTextNeverHad_SaysWhich()
    {
        Family.Of("transformer").Train(_folder.Path, new());
        using var model = Load();

        model.Answer(new TryPrompt("漢字")).ShouldHaveSingleItem().ShouldBeOfType<TryFailed>().Message.ShouldContain("U+6F22");
    }

    [Fact]
    public void Replay_OfEachTestEpisode_ReturnsWhatTheScoreIsTheMeanOf()
    {
        var result = Family.Of("dqn").Train(_folder.Path, new())!;
        using var model = Load();

        var episodes = Enumerable.Range(1, TryLimits.Episodes).Select(i => (TryFrames)model.Answer(new TryReplay { Episode = i }).First()).ToList();

        episodes.Average(episode => episode.Return).ShouldBe(result.Score, 1e-9);
        episodes.ShouldAllBe(episode => episode.States.Count == episode.Actions.Count + 1);
        episodes.Select(episode => episode.States[0][0]).Distinct().Count().ShouldBeGreaterThan(90);
    }

    [Fact]
    public void Answer_ToWhatTheModelIsNotFor_SaysWhatItIsFor()
    {
        Family.Of("dqn").Train(_folder.Path, new());
        using var model = Load();

        model.Answer(new TryPrompt("x")).ShouldBe([new TryFailed("This model is tried with a replay of its world, not with a prompt.")]);
        model.Answer(new TryReplay { Episode = 101 }).ShouldBe([new TryFailed("The episode must be 1 to 100.")]);
    }

    [Fact]
    public void Load_OfTensorsThatDoNotFitTheConfig_SaysSo()
    {
        var family = Family.Of("dqn");
        using (var stream = File.Create(_folder.File(TrainingJob.WeightsFileName)))
            Safetensors.Write(stream, [SafetensorsTensor.FromSingles("fc1.weight", [1], new float[] { 1 })], new Dictionary<string, string> { ["config"] = family.Config.CanonicalJson });

        Should.Throw<TrainingException>(Load).Message.ShouldStartWith("The weights do not fit their config: ");
    }

    private TrainedModel Load() => TrainedModel.Load(_folder.File(TrainingJob.WeightsFileName), TorchTests.Threads);

    private static string Text(IEnumerable<TryOutput> pieces) => string.Concat(pieces.OfType<TryText>().Select(piece => piece.Text));
}
