using System.CommandLine;
using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.JobConfigs;

using Spectre.Console;

namespace ModelMine.Cli.Configs;

/// <summary><c>examples</c>: configs to begin with.</summary>
internal static class ExamplesVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Verb Create(Surroundings surroundings)
    {
        var examples = new Verb(surroundings, "examples", "List example configs.", (call, _) =>
        {
            call.Print(ExampleConfigs.All, console => Draw(console, call.Program));
            return Task.FromResult(ExitCode.Success);
        });
        examples.Add(Print(surroundings));
        return examples;
    }

    private static Verb Print(Surroundings surroundings)
    {
        var key = new Argument<string>("key") { Description = "Key of the example.", HelpName = "KEY" };
        return new Verb(surroundings, "print", "Print an example config, ready for submit.", (call, _) =>
        {
            var name = call.Arguments.GetRequiredValue(key);
            var example = ExampleConfigs.Find(name) ?? throw new CliFailure(
                ExitCode.NotFound, $"There is no example \"{name}\".", $"There are: {string.Join(", ", ExampleConfigs.All.Select(known => known.Key))}.");
            surroundings.Out.WriteLine(JsonSerializer.Serialize(example.Config, Indented));
            return Task.FromResult(ExitCode.Success);
        })
        {
            key,
        };
    }

    private static void Draw(IAnsiConsole console, string program)
    {
        var table = Terminal.NewTable("KEY", "TITLE", "");
        table.Columns[2].NoWrap = false;
        foreach (var example in ExampleConfigs.All)
            table.AddRow(Markup.Escape(example.Key), Markup.Escape(example.Title), $"[dim]{Markup.Escape(example.Description)}[/]");
        console.Write(table);
        console.WriteLine($"Submit one with: {program} examples print KEY | {program} submit - --title NAME --watch");
    }
}
