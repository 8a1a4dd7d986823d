using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Jobs;

public abstract class JobQueriesTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : JobQueriesTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : JobQueriesTests(StorageProduct.Postgres);

    [Fact]
    public async Task List_OfACompletedJob_CarriesTheScoreOnTheTestSplit()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync(slots: 1);
        await world.SubmitAsync(user);
        await world.CompleteAsync(node, (await world.ClaimAsync(node)).ShouldNotBeNull(), score: 0.8125);
        await world.SubmitAsync(user);

        var jobs = (await world.Get<JobQueries>().ListAsync(user, null, null, 10, CancellationToken.None)).Items;

        jobs.Single(job => job.Status == JobStatus.Completed).FinalScore.ShouldBe(new("accuracy", 0.8125));
        jobs.Single(job => job.Status == JobStatus.Pending).FinalScore.ShouldBeNull();
    }
}
