using System.Net;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Server.Blobs;
using ModelMine.Tests.Server.Nodes;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>Jobs on users' own data sets: who may name them, who may read them, and when they may go.</summary>
public sealed class DatasetJobTests
{
    private static readonly JsonElement Config = JsonElement.Parse("""{"modelType":"mlp","dataset":"houses","target":"price","epochs":2}""");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_OnAnOwnDataSet_HoldsItsVersion_AndTheGrantItsFacts()
    {
        await using var app = await TestApp.StartAsync();
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        await owner.AddAsync("houses", Uploads.Houses);
        var job = await SubmitAsync(owner);
        await owner.AddAsync("houses", Uploads.Houses + "1,Ulm,7\n");

        var grant = await GrantAsync(node);

        job.Dataset.ShouldBe("houses@1");
        grant.Dataset.ShouldNotBeNull().Name.ShouldBe("houses@1");
        grant.Dataset.TrainSamples.ShouldBe(60);
        grant.Config.GetProperty("dataset").GetString().ShouldBe("houses@1");
    }

    [Fact]
    public async Task Job_OnAnothersDataSet_IsRefusedAsUnknown()
    {
        await using var app = await TestApp.StartAsync();
        var (owner, stranger) = (await app.CreateUserAsync(), await app.CreateUserAsync());
        await owner.AddAsync("houses", Uploads.Houses);

        var refusal = await Should.ThrowAsync<ApiException>(SubmitAsync(stranger));

        var problem = refusal.Problem.Errors.ShouldNotBeNull().ShouldHaveSingleItem();
        problem.Path.ShouldBe("$.config.dataset");
        problem.Message.ShouldStartWith("dataset \"houses\" is not known");
    }

    [Fact]
    public async Task Bytes_AreReadByTheNodeThatHoldsALease_AndByNoOther()
    {
        await using var app = await TestApp.StartAsync();
        var owner = await app.CreateUserAsync();
        var (holder, other) = (await app.CreateNodeAsync(owner), await app.CreateNodeAsync(owner, name: "other"));
        await owner.AddAsync("houses", Uploads.Houses);
        var blob = Routes.Blob(Uploads.Digest(Uploads.Houses));
        await SubmitAsync(owner);
        await (await holder.Http.GetAsync(blob, Stop)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");

        var grant = await GrantAsync(holder);

        (await holder.Http.GetStringAsync(blob, Stop)).ShouldBe(Uploads.Houses);
        await (await other.Http.GetAsync(blob, Stop)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        await holder.Api.ReleaseAsync(grant.AttemptId, new ReleaseReport(grant.LeaseEpoch), Stop);
        await (await holder.Http.GetAsync(blob, Stop)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Remove_WhileAJobNeedsIt_IsRefused_AndAfterwardsItIsGone()
    {
        await using var app = await TestApp.StartAsync();
        var owner = await app.CreateUserAsync();
        await owner.AddAsync("houses", Uploads.Houses);
        var job = await SubmitAsync(owner);

        var refusal = await Should.ThrowAsync<ApiException>(owner.Api.RemoveDatasetAsync("houses", Stop));
        refusal.Problem.Code.ShouldBe("dataset_in_use");
        refusal.Problem.Title.ShouldContain(job.Id);
        (await owner.Api.DatasetAsync("houses", Stop)).UsedBy.ShouldBe([job.Id]);
        await owner.Api.CancelAsync(job.Id, Stop);
        await owner.Api.RemoveDatasetAsync("houses@1", Stop);

        await (await owner.Http.GetAsync(Routes.Dataset("houses"), Stop)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        (await owner.Api.JobAsync(job.Id, Stop)).Dataset.ShouldBe("houses@1");
        (await owner.AddAsync("houses", Uploads.Houses)).Summary.Name.ShouldBe("houses@2", "a number is never given twice");
    }

    [Fact]
    public async Task Sweep_KeepsWhatADataSetNeeds_AndTakesWhatNoneNeeds()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await TestApp.StartAsync(time: time);
        var owner = await app.CreateUserAsync();
        await owner.AddAsync("houses", Uploads.Houses);
        var (digest, store) = (Uploads.Digest(Uploads.Houses), app.Get<BlobStore>());
        time.Advance(TimeSpan.FromHours(2));

        await app.Get<UnreferencedBlobSweep>().SweepAsync(Stop);
        (await store.OpenAsync(digest, Stop)).ShouldNotBeNull();
        await owner.Api.RemoveDatasetAsync("houses", Stop);
        await app.Get<UnreferencedBlobSweep>().SweepAsync(Stop);

        (await store.OpenAsync(digest, Stop)).ShouldBeNull();
    }

    private static Task<JobDetail> SubmitAsync(TestUser user) => user.Api.SubmitAsync(new() { Title = "Prices", Config = Config }, cancellationToken: Stop);

    private static async Task<AttemptGrant> GrantAsync(TestNode node)
    {
        await node.Api.HeartbeatAsync(SomeNode.Heartbeat(), Stop);
        return (await node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 0), Stop)).Grants.ShouldHaveSingleItem();
    }
}
