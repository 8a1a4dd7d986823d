using System.Text.RegularExpressions;

namespace ModelMine.Tests.Architecture;

/// <summary>
/// Who may write to the database. Looked for in the sources, by the words that writing takes: a write through a type of another
/// feature is that feature's own and is not found here, and is not meant to be.
/// </summary>
public sealed partial class WritingTests
{
    [Fact]
    public void Live_OnlyReads() => Writers(Product.SourcesOf("Server", "Live")).ShouldBeEmpty();

    [Fact]
    public void Pages_NeverWriteThroughTheDatabase() =>
        Writers(Product.SourcesOf("Server", "", "*.razor").Concat(Product.SourcesOf("Server", "", "*.razor.cs"))).ShouldBeEmpty();

    /// <summary>Were the words wrong, the two tests above would find nothing and prove nothing.</summary>
    [Fact]
    public void Words_OfWriting_AreThoseThatTheFeaturesUse() =>
        Writers(Product.SourcesOf("Server", "Jobs").Concat(Product.SourcesOf("Server", "Dispatch"))).ShouldNotBeEmpty();

    private static IEnumerable<string> Writers(IEnumerable<string> files) => files
        .Where(file => Write().IsMatch(File.ReadAllText(file)))
        .Select(file => Path.GetRelativePath(Repository.Root, file));

    [GeneratedRegex(@"\bGroupCommit\b|\bWriteScope\b|\bSaveChanges(Async)?\b|\bExecute(Update|Delete|Sql\w*|NonQuery)(Async)?\b")]
    private static partial Regex Write();
}
