using System.CommandLine;
using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Tries;

/// <summary>The options that say what a model is asked: one kind of them.</summary>
internal sealed class TryArguments
{
    private readonly Option<string?> _image = new("--image") { Description = "Classify this image file (PNG, JPEG, BMP, GIF, TGA).", HelpName = "FILE" };
    private readonly Option<string?> _prompt = new("--prompt") { Description = "Let the model go on with this text; \"\" lets it begin.", HelpName = "TEXT" };
    private readonly Option<string?> _text = new("--text") { Description = "Classify this sentence.", HelpName = "SENTENCE" };
    private readonly Option<string?> _row = new("--row") { Description = "Predict from this row of the table: a JSON object, a value for each column.", HelpName = "JSON" };
    private readonly Option<int?> _replay = new("--replay") { Description = "Play one of the 100 test episodes; the first when no number is given.", HelpName = "N", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "With --prompt: how far to stray from the likeliest, above 0 to 2; 0.8 when left out.", HelpName = "T" };
    private readonly Option<int?> _length = new("--length") { Description = "With --prompt: tokens to write; 300 when left out.", HelpName = "N" };
    private readonly Option<long?> _seed = new("--seed") { Description = "With --prompt: the same seed writes the same text.", HelpName = "N" };

    public IEnumerable<Option> All => [_image, _prompt, _text, _row, _replay, _temperature, _length, _seed];

    public TryRequest Read(VerbCall call)
    {
        var arguments = call.Arguments;
        List<TryRequest> asked = [];
        if (arguments.GetValue(_image) is { } image) asked.Add(new TryImage(ImageFile.Read(Path.GetFullPath(image))));
        if (arguments.GetValue(_prompt) is { } prompt) asked.Add(Prompt(arguments, prompt));
        if (arguments.GetValue(_text) is { } text) asked.Add(new TrySentence(text));
        if (arguments.GetValue(_row) is { } row) asked.Add(new TryRow(Row(row)));
        if (arguments.GetResult(_replay) is { Implicit: false }) asked.Add(new TryReplay { Episode = arguments.GetValue(_replay) ?? 1 });
        if (asked is not [var request])
            throw new CliFailure(ExitCode.Usage, "Say what to try, in one way.", "One of --image FILE, --prompt TEXT, --text SENTENCE, --row JSON, --replay.");
        return TryLimits.WhyNot(request).ToList() is { Count: > 0 } problems
            ? throw new CliFailure(ExitCode.Usage, "The model cannot be asked that.", problems[0].Message)
            : request;
    }

    private TryPrompt Prompt(ParseResult arguments, string prompt)
    {
        var request = new TryPrompt(prompt) { Seed = arguments.GetValue(_seed) };
        return request with
        {
            Temperature = arguments.GetValue(_temperature) ?? request.Temperature,
            Length = arguments.GetValue(_length) ?? request.Length,
        };
    }

    private static Dictionary<string, JsonElement> Row(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [];
        }
        catch (JsonException error)
        {
            throw new CliFailure(ExitCode.Usage, $"--row is no JSON object: {error.Message}", """Write it such as: --row '{"age":42,"city":"Ghent"}'""");
        }
    }
}
