using System.Text.RegularExpressions;
using ModelMine.Tests.Architecture;

namespace ModelMine.Tests.Deploy;

public sealed partial class ImageFileTests
{
    public static TheoryData<string, string, string> Files => new() { { "server.Dockerfile", "ModelMine.Server", "10001:10001" }, { "agent.Dockerfile", "ModelMine.Agent", "10001:10001" } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_IsMadeOfFilesThatAreThereAndSent_AndRunsOurProgramAsNobodyInParticular(string file, string project, string user)
    {
        var text = DeployFiles.Text(file);
        var copied = Copied().Matches(text).SelectMany(match => match.Groups["what"].Value.Split(' ')).ToList();

        copied.ShouldNotBeEmpty();
        foreach (var path in copied)
        {
            Path.Exists(Path.Combine(Repository.Root, path)).ShouldBeTrue($"{path} is not there");
            Sent().ShouldContain(path.TrimStart('.', '/').Split('/')[0], $"{path} is left out by .dockerignore");
        }

        Images.NameNoHost(Base().Match(text).Groups["name"].Value);
        text.ShouldContain($"dotnet publish src/{project} ");
        text.ShouldContain($"ENTRYPOINT [\"dotnet\", \"{project}.dll\"]");
        text.ShouldContain($"\nUSER {user}\n");
    }

    /// <summary>Every project that the published one is made of is copied: its own file before the restore, its folder after.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Image_HasEveryProjectThatItsProgramIsMadeOf(string file, string project, string user)
    {
        user.ShouldNotBeEmpty();
        foreach (var part in Product.ProjectsDeclaredBy(project["ModelMine.".Length..]).Select(part => $"ModelMine.{part}").Append(project))
        {
            DeployFiles.Text(file).ShouldContain($"COPY src/{part}/{part}.csproj ./src/{part}/");
            DeployFiles.Text(file).ShouldContain($"COPY src/{part} ./src/{part}\n");
        }
    }

    private static IEnumerable<string> Sent() =>
        File.ReadLines(Path.Combine(Repository.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]);

    [GeneratedRegex(@"^COPY (?!--)(?<what>.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex Copied();

    [GeneratedRegex("^ARG BASE=(?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Base();
}
