using System.Net;
using System.Net.Http.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Nodes;

public abstract class NodesApiTests(StorageProduct storage) : AppTests(storage)
{
    public sealed class OnSqlite() : NodesApiTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : NodesApiTests(StorageProduct.Postgres);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nodes/enrol")]
    [InlineData("nodes/register")]
    public async Task Enrol_ThenHeartbeat_IsSeenByAnyone(string path)
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var code = (await owner.Api.CreateEnrolmentCodeAsync(Stop)).Code;
        var request = new EnrolRequest(code, "mine", SomeNode.PublicKey, SomeNode.Facts());
        using var anyone = app.CreateClient();
        using var answer = await anyone.PostAsJsonAsync(path, request, ModelMineJson.Options, Stop);
        var enrolled = await answer.ReadAsync<EnrolResponse>(Stop);

        var agent = new NodeApiClient(app.CreateClient(enrolled.Token));
        (await agent.HeartbeatAsync(SomeNode.Heartbeat(), Stop)).LeaseSeconds.ShouldBe(90);
        var node = (await new UserApiClient(anyone).NodesAsync(Stop)).ShouldHaveSingleItem();
        node.Id.ShouldBe(enrolled.NodeId);
        node.Status.ShouldBe(NodeStatus.Online);
        (await new UserApiClient(anyone).NetworkAsync(Stop)).ActiveNodes.ShouldBe(1);
        using var again = await anyone.PostAsJsonAsync(path, request, ModelMineJson.Options, Stop);
        again.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Enrol_AgainBeforeTheFirstHeartbeat_IsTheSameNode_AndOnlyTheLastTokenIsGood()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var request = new EnrolRequest((await owner.Api.CreateEnrolmentCodeAsync(Stop)).Code, "mine", SomeNode.PublicKey, SomeNode.Facts());
        var api = new NodeApiClient(app.CreateClient());
        var lost = await api.EnrolAsync(request, Stop);

        // A claim that is not granted anything, so that the server has the token in mind.
        (await new NodeApiClient(app.CreateClient(lost.Token)).ClaimAsync(new ClaimRequest("session", 1, 1, 0), Stop)).Grants.ShouldBeEmpty();
        var kept = await api.EnrolAsync(request, Stop);

        kept.NodeId.ShouldBe(lost.NodeId);
        (await Should.ThrowAsync<ApiException>(new NodeApiClient(app.CreateClient(lost.Token)).HeartbeatAsync(SomeNode.Heartbeat(), Stop))).Status
            .ShouldBe(HttpStatusCode.Unauthorized);
        await new NodeApiClient(app.CreateClient(kept.Token)).HeartbeatAsync(SomeNode.Heartbeat(), Stop);
        (await owner.Api.NodesAsync(Stop)).ShouldHaveSingleItem().Id.ShouldBe(kept.NodeId);
    }

    [Fact]
    public async Task Heartbeat_OfAHeldAttemptThatWasCanceled_SaysThatItIsLost()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        var job = await owner.Api.SubmitAsync(
            new SubmitJobRequest { Title = "A job", Config = System.Text.Json.JsonElement.Parse(World.AnyConfig), TokenStake = 10 }, cancellationToken: Stop);
        await node.Api.HeartbeatAsync(SomeNode.Heartbeat(), Stop);
        var grant = (await node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 0), Stop)).Grants.ShouldHaveSingleItem();
        var heartbeat = SomeNode.Heartbeat() with { Attempts = [new HeldAttempt(grant.AttemptId, grant.LeaseEpoch)] };
        (await node.Api.HeartbeatAsync(heartbeat, Stop)).Lost.ShouldBeEmpty();
        (await owner.Api.NodesAsync(Stop)).Single().Status.ShouldBe(NodeStatus.Busy);
        await owner.Api.CancelAsync(job.Id, Stop);
        (await node.Api.HeartbeatAsync(heartbeat, Stop)).Lost.ShouldHaveSingleItem().AttemptId.ShouldBe(grant.AttemptId);
        (await owner.Api.NodesAsync(Stop)).Single().Status.ShouldBe(NodeStatus.Online);
    }

    [Fact]
    public async Task Heartbeat_WithoutTheRightToken_IsRefused()
    {
        await using var app = await StartAppAsync();
        var unknown = new NodeApiClient(app.CreateClient("mm_node_unknown"));
        (await Should.ThrowAsync<ApiException>(unknown.HeartbeatAsync(SomeNode.Heartbeat(), Stop))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var user = await app.CreateUserAsync();
        (await Should.ThrowAsync<ApiException>(new NodeApiClient(user.Http).HeartbeatAsync(SomeNode.Heartbeat(), Stop))).Status
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Codes_AskedWithATokenThatCanOnlyRead_IsRefused()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var token = await owner.Api.CreateTokenAsync(new NewAccessToken("reads", CanWrite: false), Stop);
        var reader = new UserApiClient(app.CreateClient(token.Token));
        (await Should.ThrowAsync<ApiException>(reader.CreateEnrolmentCodeAsync(Stop))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
