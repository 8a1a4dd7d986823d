using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Tests.Server.Nodes;

public sealed class JoinRuleTests
{
    [Theory]
    [InlineData("hunter2")]
    [InlineData("a key with blanks that is long enough for it")]
    [InlineData("ein-schlüssel-der-lang-genug-wäre-dafür")]
    public void KeyThatIsEasyToGuessOrToMistype_IsRefused_WithoutBeingShown(string key)
    {
        var problem = ProblemsOf(key).ShouldHaveSingleItem();

        problem.ShouldStartWith("ModelMine:JoinKey must have 32 to 200");
        problem.ShouldNotContain(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7f3c9b2e81d04a6f95c3e7d2b8a41f60")]
    public void NoKey_AndALongOne_AreGood(string key) => ProblemsOf(key).ShouldBeEmpty();

    private static IReadOnlyList<string> ProblemsOf(string key) => SettingsCheck.ProblemsOf(
        new ConfigurationBuilder().AddInMemoryCollection([new("ModelMine:JoinKey", key)]).Build(), new ServiceCollection().AddNodes());
}
