using System.CommandLine;

using ModelMine.Cli.Shell;
using ModelMine.Core.Datasets;

using Spectre.Console;

namespace ModelMine.Cli.Datasets;

/// <summary><c>dataset</c>: the data sets that configs may name, and how to add one of one's own.</summary>
internal static class DatasetVerbs
{
    public static Command Create(Surroundings surroundings) => new("dataset", "Data sets: the catalog, and your own.")
    {
        AddVerb.Create(surroundings), List(surroundings), DatasetShowVerb.Create(surroundings), Remove(surroundings),
    };

    public static Argument<string> NewName() => new("name") { Description = "Name of a data set; name@2 is its second version.", HelpName = "NAME" };

    private static Verb List(Surroundings surroundings) => new(surroundings, "list", "List your data sets, and the catalog's.", async (call, cancellationToken) =>
    {
        var datasets = await call.Api.DatasetsAsync(cancellationToken);
        call.Print(datasets, console =>
        {
            var table = Terminal.NewTable("NAME", "WHOSE", "OF", "SAMPLES", "SIZE", "ABOUT");
            foreach (var dataset in datasets)
            {
                table.AddRow(
                    dataset.Name,
                    dataset.IsOwn ? "[green]yours[/]" : "catalog",
                    dataset.Kind.InWords(),
                    Say.Count(dataset.TrainSamples + dataset.TestSamples),
                    dataset.Bytes is { } bytes ? Say.Bytes(bytes) : "",
                    Markup.Escape(dataset.Description ?? (dataset.CreatedAt is { } at ? $"added {Say.Ago(at, surroundings.Time)}" : "")));
            }

            console.Write(table);
        });
        return ExitCode.Success;
    });

    private static Verb Remove(Surroundings surroundings)
    {
        var name = NewName();
        return new Verb(surroundings, "remove", "Remove one of your data sets: a version, or without one all of them.", async (call, cancellationToken) =>
        {
            var given = call.Arguments.GetRequiredValue(name);
            await call.Api.RemoveDatasetAsync(given, cancellationToken);
            call.Print(new { removed = given }, console => console.WriteLine($"Removed {given}."));
            return ExitCode.Success;
        })
        {
            name,
        };
    }
}
