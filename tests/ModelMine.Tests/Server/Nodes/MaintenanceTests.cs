using System.Net;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Nodes;

public abstract class MaintenanceTests(StorageProduct storage) : AppTests(storage)
{
    public sealed class OnSqlite() : MaintenanceTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : MaintenanceTests(StorageProduct.Postgres);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_GrantsNothingMore_LeavesWhatRuns_AndCanBeUndone()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        await BeatAsync(node);
        await SubmitAsync(owner);
        await SubmitAsync(owner);
        var running = (await ClaimAsync(node)).ShouldHaveSingleItem();

        await owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Drain, cancellationToken: Stop);

        (await ClaimAsync(node)).ShouldBeEmpty();
        var beat = await BeatAsync(node, new HeldAttempt(running.AttemptId, running.LeaseEpoch));
        (beat.GiveBack, beat.Lost.Count).ShouldBe((false, 0));
        var view = await ViewAsync(owner, node);
        (view.Status, view.Maintenance, view.CanManage).ShouldBe((NodeStatus.Maintenance, MaintenanceMode.Drain, true));

        await owner.Api.EndMaintenanceAsync(node.Id, cancellationToken: Stop);
        (await ClaimAsync(node)).ShouldHaveSingleItem();
        (await ViewAsync(owner, node)).Maintenance.ShouldBeNull();
    }

    [Fact]
    public async Task Now_TellsTheAgentToGiveBack_AndThatCostsTheJobNoAttempt()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        await BeatAsync(node);
        var job = await SubmitAsync(owner);
        var running = (await ClaimAsync(node)).ShouldHaveSingleItem();

        await owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Now, cancellationToken: Stop);
        await EventuallyAsync(async () => (await BeatAsync(node, new HeldAttempt(running.AttemptId, running.LeaseEpoch))).GiveBack);
        await node.Api.ReleaseAsync(running.AttemptId, new ReleaseReport(running.LeaseEpoch), Stop);

        var back = await owner.Api.JobAsync(job.Id, Stop);
        back.Status.ShouldBe(JobStatus.Pending);
        back.Attempts.ShouldHaveSingleItem().Reason.ShouldBe("its node went into maintenance");
        (await ClaimAsync(node)).ShouldBeEmpty();
        var other = await app.CreateNodeAsync(owner);
        await BeatAsync(other);
        (await ClaimAsync(other)).ShouldHaveSingleItem().AttemptNumber.ShouldBe(2);
    }

    [Fact]
    public async Task Node_OfAnother_IsLeftAlone_UnlessAnAdminAsks()
    {
        await using var app = await StartAppAsync(new() { ["ModelMine:Admins"] = "root@example.org, second@example.org" });
        var (owner, other, admin) = (await app.CreateUserAsync(), await app.CreateUserAsync(), await app.CreateUserAsync("second@example.org"));
        var node = await app.CreateNodeAsync(owner);

        var refused = await Should.ThrowAsync<ApiException>(() => other.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Drain, cancellationToken: Stop));
        (refused.Status, refused.Problem.Code).ShouldBe((HttpStatusCode.Forbidden, "not_your_node"));
        (await ViewAsync(other, node)).CanManage.ShouldBeFalse();
        (await ViewAsync(owner, node)).Maintenance.ShouldBeNull();

        await admin.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Drain, cancellationToken: Stop);
        (await ViewAsync(admin, node)).Maintenance.ShouldBe(MaintenanceMode.Drain);
        var unknown = await Should.ThrowAsync<ApiException>(() => admin.Api.BeginMaintenanceAsync("node_none", MaintenanceMode.Drain, cancellationToken: Stop));
        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.CreateClient().PostJsonAsync(Routes.Maintenance(node.Id), new MaintenanceRequest())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task CopiesOfRequests_ThatArriveLate_ChangeNothing()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        var seen = (await ViewAsync(owner, node)).MaintenanceVersion;

        var begun = await owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Now, seen, Stop);
        begun.ShouldBe(new MaintenanceState(MaintenanceMode.Now, seen + 1));
        (await owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Now, seen, Stop)).ShouldBe(begun, "who got no answer asks again");
        var ended = await owner.Api.EndMaintenanceAsync(node.Id, begun.Version, Stop);
        ended.ShouldBe(new MaintenanceState(null, seen + 2));

        var late = await Should.ThrowAsync<ApiException>(() => owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Now, seen, Stop));
        (late.Status, late.Problem.Code).ShouldBe((HttpStatusCode.PreconditionFailed, "maintenance_changed"));
        late.Problem.Title.ShouldContain("taken out of maintenance");
        (await ViewAsync(owner, node)).Maintenance.ShouldBeNull();
        (await owner.Api.EndMaintenanceAsync(node.Id, begun.Version, Stop)).ShouldBe(ended);
        (await ViewAsync(owner, node)).MaintenanceVersion.ShouldBe(ended.Version, "nothing was changed by any of them");
    }

    [Fact]
    public async Task Change_OfWhatSomebodyElseChangedSince_IsRefused_AndWithoutAVersionItIsNot()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        await owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Drain, seen: 0, Stop);

        var other = await Should.ThrowAsync<ApiException>(() => owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Now, seen: 0, Stop));

        other.Problem.Title.ShouldContain("put into maintenance");
        (await ViewAsync(owner, node)).Maintenance.ShouldBe(MaintenanceMode.Drain);
        (await owner.Api.BeginMaintenanceAsync(node.Id, MaintenanceMode.Now, cancellationToken: Stop)).Version.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"first\"", HttpStatusCode.BadRequest)]
    [InlineData("\"\"", HttpStatusCode.BadRequest)]
    [InlineData("W/\"0\"", HttpStatusCode.BadRequest)]
    [InlineData("\"7\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("*", HttpStatusCode.OK)]
    public async Task IfMatch_IsTheVersionInQuotes_OrAny(string header, HttpStatusCode status)
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        using var request = new HttpRequestMessage(HttpMethod.Delete, Routes.Maintenance(node.Id));
        request.Headers.TryAddWithoutValidation("If-Match", header).ShouldBeTrue();

        using var answer = await owner.Http.SendAsync(request, Stop);

        answer.StatusCode.ShouldBe(status);
    }

    private static Task<JobDetail> SubmitAsync(TestUser user) =>
        user.Api.SubmitAsync(new SubmitJobRequest { Title = "A job", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 10 }, cancellationToken: Stop);

    private static async Task<IReadOnlyList<AttemptGrant>> ClaimAsync(TestNode node) =>
        (await node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 0), Stop)).Grants;

    private static Task<HeartbeatResponse> BeatAsync(TestNode node, params HeldAttempt[] held) => node.Api.HeartbeatAsync(
        SomeNode.Heartbeat() with { Facts = TestNode.Facts(2), Attempts = held }, Stop);

    private static async Task<NodeView> ViewAsync(TestUser user, TestNode node) => (await user.Api.NodesAsync(Stop)).Single(view => view.Id == node.Id);

    private static async Task EventuallyAsync(Func<Task<bool>> met)
    {
        for (var tries = 0; !await met(); tries++)
        {
            tries.ShouldBeLessThan(100);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop);
        }
    }
}
