using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ModelMine.Seeds;

// Trains one job config with several seeds, with the trainer of the product, and tells each score: one good run proves little.

var config = new Argument<FileInfo>("config") { Description = "Job config, such as examples/cartpole-dqn.json." };
var seeds = new Option<int>("--seeds") { Description = "How many seeds.", DefaultValueFactory = _ => 10 };
var first = new Option<int>("--first") { Description = "The first seed. What was tuned with some seeds is to be measured with others.", DefaultValueFactory = _ => 1 };
var atOnce = new Option<int>("--at-once") { Description = "Trainings side by side, each with one thread.", DefaultValueFactory = _ => 2 };
var set = new Option<string[]>("--set") { Description = "Change a key of the config, as epochs=20; may be given again.", AllowMultipleArgumentsPerToken = true };
var verbose = new Option<bool>("--verbose") { Description = "Show the trainings' logs." };
var root = new RootCommand("Trains a job config with several seeds and tells each score.") { config, seeds, first, atOnce, set, verbose };
root.SetAction(parsed =>
{
    var json = JsonNode.Parse(File.ReadAllText(parsed.GetRequiredValue(config).FullName))!.AsObject();
    foreach (var pair in parsed.GetValue(set) ?? [])
    {
        var (key, value) = (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        json[key] = double.TryParse(value, CultureInfo.InvariantCulture, out _) || value is "true" or "false" ? JsonNode.Parse(value) : value;
    }

    return new SeedTable(json, parsed.GetValue(verbose)).Fill(parsed.GetValue(first), parsed.GetValue(seeds), parsed.GetValue(atOnce));
});
return root.Parse(args).Invoke();
