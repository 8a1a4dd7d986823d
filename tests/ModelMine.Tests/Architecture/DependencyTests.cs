namespace ModelMine.Tests.Architecture;

/// <summary>Who may know whom: a project is a deploy or dependency boundary.</summary>
public sealed class DependencyTests
{
    private static readonly string[] HeavyFrameworks = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Orleans", "Microsoft.Orleans", "TorchSharp"];

    [Theory]
    [InlineData("Core", "")]
    [InlineData("Training", "Core")]
    [InlineData("Agent", "Core,Training")]
    [InlineData("Server", "Core")]
    [InlineData("Cli", "Core")]
    public void Project_KnowsOnlyTheProjectsThatItMay(string project, string allowed)
    {
        var may = allowed.Split(',', StringSplitOptions.RemoveEmptyEntries);

        Product.ProjectsDeclaredBy(project).ShouldBe(may, ignoreOrder: true);
        Product.AssembliesUsedBy(project).Where(name => name.StartsWith("ModelMine.", StringComparison.Ordinal))
            .ShouldBeSubsetOf(may.Select(name => $"ModelMine.{name}"));
    }

    [Fact]
    public void Core_IsPure()
    {
        Product.AssembliesUsedBy("Core").ShouldAllBe(name => !IsHeavy(name));
        Product.PackagesDeclaredBy("Core").ShouldBe(["NSec.Cryptography", "Parquet.Net"]);
    }

    /// <summary>libtorch takes half a gigabyte, and can crash its process: only what trains may carry it.</summary>
    [Theory]
    [InlineData("Core")]
    [InlineData("Server")]
    [InlineData("Cli")]
    public void Torch_IsKnownOnlyWhereItTrains(string project)
    {
        Product.AssembliesUsedBy(project).ShouldAllBe(name => !name.Contains("Torch", StringComparison.OrdinalIgnoreCase));
        Product.PackagesDeclaredBy(project).ShouldAllBe(name => !name.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Training")]
    [InlineData("Agent")]
    [InlineData("Cli")]
    public void ServerFrameworks_StayInTheServer(string project) =>
        Product.AssembliesUsedBy(project).ShouldAllBe(name => name.StartsWith("TorchSharp", StringComparison.Ordinal) || !IsHeavy(name));

    private static bool IsHeavy(string name) => HeavyFrameworks.Any(framework => name.StartsWith(framework, StringComparison.Ordinal));
}
