using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;

using Spectre.Console;

namespace ModelMine.Cli.Datasets;

/// <summary><c>dataset show</c>: what is known of a data set.</summary>
internal static class DatasetShowVerb
{
    private const int CategoriesShown = 8;

    public static Verb Create(Surroundings surroundings)
    {
        var name = DatasetVerbs.NewName();
        return new Verb(surroundings, "show", "Show a data set: its columns or classes, versions, and who needs it.", async (call, cancellationToken) =>
        {
            var dataset = await call.Api.DatasetAsync(call.Arguments.GetRequiredValue(name), cancellationToken);
            call.Print(dataset, console => Draw(console, dataset, surroundings.Time));
            return ExitCode.Success;
        })
        {
            name,
        };
    }

    public static void Draw(IAnsiConsole console, DatasetDetail dataset, TimeProvider time)
    {
        var (summary, facts) = (dataset.Summary, dataset.Facts);
        console.MarkupLine($"[bold]{Markup.Escape(summary.Name)}[/]  {(summary.IsOwn ? "yours" : "catalog")}, {facts.Kind.InWords()}");
        if (summary.Description is { } description) console.WriteLine($"{description} {summary.Source}. Licence: {summary.Licence}.");
        var samples = facts.TestSamples == 0 ? "; a share is held out to test" : $" to train, {Say.Count(facts.TestSamples)} to test";
        console.WriteLine($"{Say.Count(facts.TrainSamples)} {(facts.Kind == DatasetKind.Text ? "characters" : "samples")}{samples}");
        if (facts.Image is { } image) console.WriteLine($"Images of {image.Width} × {image.Height} pixels, {(image.Channels == 1 ? "grey" : "colour")}");
        if (facts.Classes.Count > 0) console.WriteLine($"{Say.Count(facts.Classes.Count)} classes: {Few(facts.Classes)}");
        if (summary.CreatedAt is { } created) console.WriteLine($"Added {Say.Ago(created, time)}, versions {string.Join(", ", dataset.Versions)}");
        if (dataset.UsedBy.Count > 0) console.WriteLine($"In use by {string.Join(", ", dataset.UsedBy)}");
        foreach (var file in facts.Files) console.WriteLine($"{file.Name}  SHA-256 {file.Sha256}");
        if (facts.Columns.Count == 0) return;
        var table = Terminal.NewTable("COLUMN", "KIND", "MISSING", "VALUES");
        foreach (var column in facts.Columns)
            table.AddRow(Markup.Escape(column.Name), Word(column.Kind), Say.Count(column.Missing), Markup.Escape(column.Kind == TableColumnKind.Categorical ? Few(column.Categories) : ""));
        console.Write(table);
    }

    private static string Word(TableColumnKind kind) => kind switch
    {
        TableColumnKind.Numeric => "numbers",
        TableColumnKind.Categorical => "words",
        _ => "free text, for bert",
    };

    private static string Few(IReadOnlyList<string> words) => string.Join(", ", words.Take(CategoriesShown)) + (words.Count > CategoriesShown ? ", …" : "");
}
