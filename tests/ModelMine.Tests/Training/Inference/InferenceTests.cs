using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Data.Text.Labelled;
using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Inference;
using ModelMine.Training.Models.Transformer;
using ModelMine.Training.Randomness;

namespace ModelMine.Tests.Training.Inference;

[Collection(TorchTests.Name)]
public sealed class InferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("transformer")]
    [InlineData("transformer-bpe")]
    [InlineData("transformer-byte")]
    public void Answer_ToAPrompt_IsWrittenTokenByToken_TheSameForTheSameSeed(string name)
    {
        Trained.Of(name).In(_folder.Path);
        using var model = Load();
        var prompt = new TryPrompt("And God said") { Seed = 7, Length = 60 };

        var pieces = model.Answer(prompt).ToList();

        Text(pieces).Length.ShouldBeGreaterThan(30);
        pieces.Count.ShouldBeInRange(20, 61);
        pieces[^1].ShouldBeOfType<TryDone>();
        Text(model.Answer(prompt)).ShouldBe(Text(pieces));
        Text(model.Answer(prompt with { Seed = 8 })).ShouldNotBe(Text(pieces));
        Text(model.Answer(new TryPrompt("") { Length = 5, Seed = 1 })).ShouldNotBeEmpty();
    }

    /// <summary>The colder, the likelier: what is written at a low temperature is what the model expects more of.</summary>
    [Fact]
    public void Answer_AtALowTemperature_IsLessVaried()
    {
        Trained.Of("transformer").In(_folder.Path);
        using var model = Load();

        Kinds(0.05).ShouldBeLessThan(Kinds(2));

        int Kinds(double temperature) => Text(model.Answer(new TryPrompt("And") { Seed = 3, Length = 200, Temperature = temperature })).Distinct().Count();
    }

    [Fact]
    public void Answer_ToAPromptWithACharacterThatTheTextNeverHad_SaysWhich()
    {
        Trained.Of("transformer").In(_folder.Path);
        using var model = Load();

        model.Answer(new TryPrompt("漢字")).ShouldHaveSingleItem().ShouldBeOfType<TryFailed>().Message.ShouldContain("U+6F22");
    }

    /// <summary>Bytes that are drawn one by one must come out as whole characters, not each as U+FFFD.</summary>
    [Fact]
    public void GoOn_OfCharactersOfSeveralBytes_GivesThemWhole()
    {
        using var model = new TransformerModel(new(256, Context: 8, Width: 8, Layers: 1, Heads: 1), seed: 1);
        var writing = new TextWriting(model, new Scripted([0xE6, 0xBC, 0xA2, 0x41, 0xE6]), temperature: 1);

        writing.GoOn("x", 5, new SeededRandom(1, Purpose.TextSample, 0)).ShouldBe(["漢", "A", "\uFFFD"]);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("bert-cls")]
    public void Answer_ToTestSentences_IsRightAsOftenAsTheScoreSays(string name)
    {
        var result = Trained.Of(name).In(_folder.Path);
        using var model = Load();
        var books = KingJamesBooks.Read(Path.Combine(AppContext.BaseDirectory, "datasets", "kjv"));

        var right = books.Test.Texts.Zip(books.Test.Labels).Count(verse =>
            ((TryClasses)model.Answer(new TrySentence(verse.First)).First()).Classes[0].Name == books.Classes[verse.Second]);

        // One by one a text is padded less than in a batch, which may turn a tie.
        ((double)right / books.Test.Count).ShouldBe(result.Score, 0.002);
    }

    [Fact]
    public void Answer_ToRows_FindsMostOfTheirSpecies()
    {
        Trained.Of("table").In(_folder.Path);
        using var model = Load();
        var rows = Penguins().Where(row => row["species"].ValueKind != JsonValueKind.Null).ToList();

        var right = rows.Count(row => ((TryClasses)model.Answer(new TryRow(row)).First()).Classes[0].Name == row["species"].GetString());

        ((double)right / rows.Count).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Answer_ToRows_PredictsTheMassInItsOwnUnit()
    {
        var result = Trained.Of("regression").In(_folder.Path);
        using var model = Load();
        var rows = Penguins().Where(row => row["body_mass_g"].ValueKind != JsonValueKind.Null).ToList();

        var errors = rows.Select(row => (((TryValue)model.Answer(new TryRow(row)).First()).Value - row["body_mass_g"].GetDouble())).ToList();

        Math.Sqrt(errors.Average(error => error * error)).ShouldBeInRange(result.Score / 2, result.Score * 2);
    }

    [Fact]
    public void Answer_ToARowThatIsOdd_SaysWhatIsWrong()
    {
        Trained.Of("table").In(_folder.Path);
        using var model = Load();

        Failure("""{"beak":3}""").ShouldStartWith("The model reads no column beak: it reads ");
        Failure("""{"body_mass_g":"heavy"}""").ShouldContain("body_mass_g must be a number, not heavy");
        Failure("""{"body_mass_g":[1]}""").ShouldBe("body_mass_g must be a number or a text.");
        model.Answer(Row("{}")).First().ShouldBeOfType<TryClasses>();

        string Failure(string row) => model.Answer(Row(row)).ShouldHaveSingleItem().ShouldBeOfType<TryFailed>().Message;
    }

    [Theory]
    [InlineData("dqn")]
    [InlineData("ppo")]
    public void Replay_OfEachTestEpisode_ReturnsWhatTheScoreIsTheMeanOf(string name)
    {
        var result = Trained.Of(name).In(_folder.Path);
        using var model = Load();

        var episodes = Enumerable.Range(1, TryLimits.Episodes).Select(i => (TryFrames)model.Answer(new TryReplay { Episode = i }).First()).ToList();

        episodes.Average(episode => episode.Return).ShouldBe(result.Score, 1e-9);
        episodes.ShouldAllBe(episode => episode.States.Count == episode.Actions.Count + 1);
        episodes.Select(episode => episode.States[0][0]).Distinct().Count().ShouldBeGreaterThan(90);
    }

    [Fact]
    public void Answer_ToWhatTheModelIsNotFor_SaysWhatItIsFor()
    {
        Trained.Of("dqn").In(_folder.Path);
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

    private static TryRow Row(string json) => new(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!);

    private static IEnumerable<Dictionary<string, JsonElement>> Penguins()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "datasets", "penguins", "penguins.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => Cell(cell.Second)));
    }

    private static JsonElement Cell(string text) => text is "" or "NA" ? JsonSerializer.SerializeToElement<string?>(null)
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonSerializer.SerializeToElement(number)
        : JsonSerializer.SerializeToElement(text);

    private static string Text(IEnumerable<TryOutput> pieces) => string.Concat(pieces.OfType<TryText>().Select(piece => piece.Text));

    /// <summary>Bytes, of which those that are decoded come by a script, whatever the model draws.</summary>
    private sealed class Scripted(byte[] script) : ITokenizer
    {
        private readonly ByteTokenizer _bytes = new();
        private readonly List<int> _said = [];
        private int _next;

        public string Unit => "bytes";

        public int Count => 256;

        public IReadOnlyDictionary<string, string> Metadata => _bytes.Metadata;

        public int[] Encode(string text) => _bytes.Encode(text);

        // One more of the script each time that one more token waits; from the start of a character when only one does.
        public string Decode(IEnumerable<int> tokens)
        {
            if (_next == script.Length) return _bytes.Decode(_said);
            if (tokens.Count() <= _said.Count) _said.Clear();
            _said.Add(script[_next++]);
            return _bytes.Decode(_said);
        }

        public int CharactersBegunIn(int token) => 1;
    }
}
