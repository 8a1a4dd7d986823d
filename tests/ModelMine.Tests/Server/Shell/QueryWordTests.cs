using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Shell;

[Collection(nameof(SharedApp))]
public sealed class QueryWordTests(SharedApp shared)
{
    [Theory]
    [InlineData("jobs?status=PENDING&limit=5", 1)]
    [InlineData("jobs?status=pending", 1)]
    [InlineData("jobs?Status=Pending", 1)]
    [InlineData("jobs?status=RUNNING", 0)]
    [InlineData("jobs?status=COMPLETED", 0)]
    [InlineData("jobs?limit=5", 1)]
    public async Task List_ByAStateAsJsonNamesIt_FindsWhatIsInThatState(string query, int found)
    {
        var user = await shared.App.CreateUserAsync();
        await user.Api.SubmitAsync(new SubmitJobRequest { Title = "Waits", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 10 });
        var page = JsonSerializer.Deserialize<Page<JobSummary>>(await user.Http.GetStringAsync(query), ModelMineJson.Options)!;
        page.Items.Count.ShouldBe(found);
    }

    [Fact]
    public async Task List_ByEachStateThroughTheClient_IsTaken()
    {
        var user = await shared.App.CreateUserAsync();
        foreach (var status in Enum.GetValues<JobStatus>()) (await user.Api.JobsAsync(status)).Items.ShouldBeEmpty();
    }
}
