using System.Text.RegularExpressions;

namespace ModelMine.Tests.Architecture;

/// <summary>No circle between the folders of Core: what a folder is made of can be read without the folders made of it.</summary>
public sealed partial class FolderTests
{
    [Fact]
    public void FoldersOfCore_FormNoCircle()
    {
        var uses = Product.SourcesOf("Core")
            .Select(file => (Folder: FolderOf(file), Text: CodeOf(file)))
            .Where(source => source.Folder is not ("obj" or "bin"))
            .SelectMany(source => CoreFolder().Matches(source.Text).Select(match => (From: source.Folder, To: match.Groups[1].Value)))
            .Where(use => use.From != use.To)
            .Distinct()
            .ToLookup(use => use.From, use => use.To);

        uses.Count.ShouldBeGreaterThan(0);
        foreach (var folder in uses.Select(group => group.Key))
        {
            Reached(folder, uses).ShouldNotContain(folder);
        }
    }

    private static HashSet<string> Reached(string start, ILookup<string, string> uses)
    {
        var reached = new HashSet<string>();
        var waiting = new Queue<string>(uses[start]);
        while (waiting.TryDequeue(out var folder))
        {
            if (reached.Add(folder))
            {
                uses[folder].ToList().ForEach(waiting.Enqueue);
            }
        }

        return reached;
    }

    /// <summary>A comment may name whom it likes.</summary>
    private static string CodeOf(string file) =>
        string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static string FolderOf(string file) =>
        Path.GetRelativePath(Path.Combine(Repository.Root, "src", "ModelMine.Core"), file).Replace('\\', '/').Split('/')[0];

    [GeneratedRegex(@"ModelMine\.Core\.(Contracts|JobConfigs|Datasets|Names|Ledger|Formats|Numerics)\b")]
    private static partial Regex CoreFolder();
}
