using System.Text;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Architecture;

/// <summary>The lab can build a server without one of its guards. What is shipped holds nothing of that.</summary>
public sealed class LabFaultsTests
{
    private static readonly string[] Words = ["LabFaults", "RemovedGuard", "Loosening", "MODELMINE_LAB_WITHOUT", "epoch-fence", "unique-refund", "head-swap"];

    [Fact]
    public void ShippedServer_HoldsNothingThatTakesGuardsAway() => Words.Where(IsInServer).ShouldBeEmpty();

    /// <summary>Were the words wrong, or looked for wrongly, the test above would find nothing and prove nothing.</summary>
    [Fact]
    public void Words_AreThoseOfTheLab_AndWouldBeFound()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "lab", "chaos", "Sensitivity", "Server"), "*.cs").Select(File.ReadAllText));
        Words.ShouldAllBe(word => sources.Contains(word, StringComparison.Ordinal));
        IsInServer("RescueAsync").ShouldBeTrue();
        IsInServer("its node fell silent").ShouldBeTrue();
    }

    private static bool IsInServer(string word)
    {
        var server = File.ReadAllBytes(typeof(ModelMineOptions).Assembly.Location).AsSpan();
        return server.IndexOf(Encoding.UTF8.GetBytes(word)) >= 0 || server.IndexOf(Encoding.Unicode.GetBytes(word)) >= 0;
    }
}
