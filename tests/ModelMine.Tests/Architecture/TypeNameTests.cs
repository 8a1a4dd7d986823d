using System.Runtime.CompilerServices;

namespace ModelMine.Tests.Architecture;

public sealed class TypeNameTests
{
    private static readonly string[] SayNothing = ["Manager", "Helper", "Helpers", "Service", "Util", "Utils", "Utility", "Processor"];

    [Theory]
    [InlineData("Core")]
    [InlineData("Training")]
    [InlineData("Agent")]
    [InlineData("Server")]
    [InlineData("Cli")]
    public void Type_IsNamedAfterWhatItDoes(string project) =>
        Product.AssemblyOf(project).GetTypes()
            .Where(type => type.Namespace?.StartsWith("ModelMine", StringComparison.Ordinal) == true && !type.IsDefined(typeof(CompilerGeneratedAttribute), false))
            .Select(type => type.Name.Split('`')[0])
            .Where(name => SayNothing.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            .ShouldBeEmpty();
}
