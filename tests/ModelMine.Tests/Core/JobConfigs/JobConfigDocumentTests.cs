using ModelMine.Core.JobConfigs;
using ModelMine.Tests.Architecture;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>
/// <c>docs/job-config.md</c> says what the parser does. To write it anew after a change of the tables, run this class with the
/// environment variable <c>MODELMINE_WRITE_DOCS=1</c>.
/// </summary>
public sealed class JobConfigDocumentTests
{
    private const string HowToWrite =
        "docs/job-config.md is not what the tables say. Write it anew: "
        + "MODELMINE_WRITE_DOCS=1 dotnet run --project tests/ModelMine.Tests -c Release -- -class \"*JobConfigDocumentTests\"";

    [Fact]
    public void Document_InTheRepository_IsWhatTheTablesSay()
    {
        var path = Path.Combine(Repository.Root, "docs", "job-config.md");
        if (Environment.GetEnvironmentVariable("MODELMINE_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, JobConfigSchema.ToMarkdown());
        }

        File.Exists(path).ShouldBeTrue(HowToWrite);
        File.ReadAllText(path).ShouldBe(JobConfigSchema.ToMarkdown(), HowToWrite);
    }
}
