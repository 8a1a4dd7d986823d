using System.CommandLine;

using ModelMine.Cli.Jobs;
using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets.Own;

using Spectre.Console;

namespace ModelMine.Cli.Datasets;

/// <summary><c>dataset add</c>: files become a data set of the user's own.</summary>
internal static class AddVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("file")
        {
            Description = $"The file: {FileKinds.InWords}; of IDX, images and labels.", HelpName = "FILE", Arity = new ArgumentArity(1, 4),
        };
        var name = new Option<string?>("--name") { Description = "What configs will call it; the file's name when left out. Given again, it makes the next version.", HelpName = "NAME" };
        var size = new Option<int?>("--image-size") { Description = "Side that the images of an archive are brought to, pixels.", HelpName = "N" };
        return new Verb(surroundings, "add", "Upload a data set of your own; only you and the nodes that train your jobs see it.", async (call, cancellationToken) =>
        {
            var paths = call.Arguments.GetRequiredValue(files);
            var uploaded = new List<UploadedFile>();
            foreach (var path in paths)
            {
                var digest = await FileDigest.OfAsync(path, cancellationToken);
                await new DatasetUpload(call).SendAsync(path, digest, cancellationToken);
                uploaded.Add(new(Path.GetFileName(path), digest));
            }

            var dataset = await call.Api.AddDatasetAsync(new(call.Arguments.GetValue(name) ?? NameOf(paths[0]), uploaded, call.Arguments.GetValue(size)), cancellationToken);
            call.Print(dataset, console =>
            {
                DatasetShowVerb.Draw(console, dataset, surroundings.Time);
                console.WriteLine($"Name it in a config: \"dataset\": \"{dataset.Summary.Name.Split('@')[0]}\"");
            });
            return ExitCode.Success;
        })
        {
            files, name, size,
        };
    }

    /// <summary>A name made of a file's: its first part, lower-case, with hyphens for what a name does not have.</summary>
    internal static string NameOf(string path)
    {
        var plain = Path.GetFileName(path).Split('.')[0].ToLowerInvariant();
        var words = string.Concat(plain.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('-', words) is { Length: > 0 } name ? name[..Math.Min(name.Length, Core.Datasets.Own.DatasetName.Longest)] : "data";
    }
}
