using ModelMine.Training.Results;

namespace ModelMine.Tests.Training.Results;

public sealed class ClassNamesTests
{
    [Fact]
    public void Names_OfAnyCharacters_SurviveTheMetadata()
    {
        string[] names = ["salt, pepper", "\"quoted\"", "[list]", "größer 🐧", "a\\b", "", " "];

        ClassNames.Read(ClassNames.Write(names)).ShouldBe(names);
    }

    /// <summary>Weights of early versions hold the names with commas between them.</summary>
    [Theory]
    [InlineData("cat,dog", new[] { "cat", "dog" })]
    [InlineData("0,1,2", new[] { "0", "1", "2" })]
    [InlineData("[old],new", new[] { "[old]", "new" })]
    public void Names_OfAnEarlyFile_AreStillRead(string metadata, string[] names) => ClassNames.Read(metadata).ShouldBe(names);
}
