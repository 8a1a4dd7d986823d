using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Tests.Server.Nodes;

namespace ModelMine.Tests.Server.Cluster;

/// <summary>Any server answers any request: what happens at one is known at the other, at once and not at the next look.</summary>
/// <param name="cluster">The servers.</param>
public sealed class TwoServersTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    /// <summary>Well below the 5 s after which a server looks into the store by itself.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2.5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_BegunAtOneServer_IsGoodAtTheOther()
    {
        var (user, there) = await UserAsync();
        (await there.Api.MeAsync(Stop)).UserId.ShouldBe(user.Id);
    }

    [Fact]
    public async Task Form_FetchedFromOneServer_IsTakenByTheOther()
    {
        using var a = cluster.A.CreateClient(cluster.A.Web);
        using var page = await a.GetAsync(new Uri("/login", UriKind.Relative), Stop);
        var html = await page.Content.ReadAsStringAsync(Stop);
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        token.ShouldNotBeEmpty();
        using var b = cluster.B.CreateClient(cluster.B.Web);
        b.DefaultRequestHeaders.Add("Cookie", CookiesOf(page));
        b.DefaultRequestHeaders.Add("Origin", cluster.B.Web.GetLeftPart(UriPartial.Authority));

        using var answer = await b.PostAsync(
            new Uri("/account/login", UriKind.Relative),
            new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["email"] = "nobody@example.org", ["password"] = "wrong words here" }), Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldNotContain("expired");
    }

    [Fact]
    public async Task Claim_WaitingAtOneServer_WakesForAJobSubmittedAtTheOther()
    {
        var (user, _) = await UserAsync();
        var node = TestCluster.At(cluster.B, await NodeAsync(user));
        var claim = node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 20), Stop);
        await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System, Stop);
        claim.IsCompleted.ShouldBeFalse();
        var since = Stopwatch.GetTimestamp();
        var job = await SubmitAsync(user);

        (await claim).Grants.ShouldHaveSingleItem().JobId.ShouldBe(job.Id);

        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task Events_ReportedAtOneServer_ReachAFollowerAtTheOtherAtOnce_AndAStreamGoesOnAtTheOther()
    {
        var (user, there) = await UserAsync();
        var node = await NodeAsync(user);
        var job = await SubmitAsync(user);
        var grant = (await node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 5), Stop)).Grants.ShouldHaveSingleItem();
        await using var stream = there.Api.FollowAsync(job.Id, cancellationToken: Stop).GetAsyncEnumerator(Stop);
        await ReadAsync(stream, upTo: 2);

        var slowest = TimeSpan.Zero;
        for (var report = 1; report <= 5; report++)
        {
            var since = Stopwatch.GetTimestamp();
            await node.Api.ReportAsync(grant.AttemptId, Results.Report(grant, report, report / 10.0), Stop);
            await ReadAsync(stream, upTo: 2 + report);
            slowest = Stopwatch.GetElapsedTime(since) > slowest ? Stopwatch.GetElapsedTime(since) : slowest;
        }

        slowest.ShouldBeLessThan(Soon);
        await using var resumed = user.Api.FollowAsync(job.Id, 4, cancellationToken: Stop).GetAsyncEnumerator(Stop);
        (await resumed.MoveNextAsync()).ShouldBeTrue();
        resumed.Current.Seq.ShouldBe(5);
    }

    [Fact]
    public async Task Cancel_AtOneServer_ReachesTheWatchOfTheNodeAtTheOther()
    {
        var (user, _) = await UserAsync();
        var node = TestCluster.At(cluster.B, await NodeAsync(user));
        var job = await SubmitAsync(user);
        var grant = (await node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 5), Stop)).Grants.ShouldHaveSingleItem();
        var watch = node.Api.WatchAsync(new WatchRequest([new HeldAttempt(grant.AttemptId, grant.LeaseEpoch)], 20), Stop);
        await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System, Stop);
        var since = Stopwatch.GetTimestamp();
        await user.Api.CancelAsync(job.Id, Stop);

        (await watch).Lost.ShouldHaveSingleItem().AttemptId.ShouldBe(grant.AttemptId);

        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task Node_HeartbeatingAtOneServer_IsOnlineAtTheOther()
    {
        var (user, there) = await UserAsync();
        var node = await NodeAsync(user);
        (await there.Api.NodesAsync(Stop)).Single(seen => seen.Id == node.Id).Status.ShouldNotBe(NodeStatus.Offline);
    }

    [Fact]
    public async Task Upload_WhosePiecesReachTheServersInTurn_ArrivesWhole_AndIsReadAtEither()
    {
        var (user, _) = await UserAsync();
        var a = await cluster.A.CreateNodeAsync(user);
        var b = TestCluster.At(cluster.B, a);
        var bytes = RandomNumberGenerator.GetBytes(900_000);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        for (long offset = 0, turn = 0; offset < bytes.Length; turn++)
        {
            var server = turn % 2 == 0 ? a : b;
            var at = (await server.Api.BlobStateAsync(digest, Stop)).Offset;
            at.ShouldBeGreaterThanOrEqualTo(Math.Max(0, offset - 1), "nothing but the last byte, which may not have been checked, is sent twice");
            var count = (int)Math.Min(200_000, bytes.Length - at);
            offset = await server.Api.AppendBlobAsync(digest, at, bytes.Length, bytes.AsMemory((int)at, count), Stop);
        }

        (await a.Api.BlobStateAsync(digest, Stop)).Complete.ShouldBeTrue();
        (await b.Api.BlobStateAsync(digest, Stop)).Complete.ShouldBeTrue();
        (await a.Http.GetByteArrayAsync(Routes.Blob(digest), Stop)).ShouldBe(bytes);
        (await b.Http.GetByteArrayAsync(Routes.Blob(digest), Stop)).ShouldBe(bytes);
    }

    private async Task<(TestUser Here, TestUser There)> UserAsync()
    {
        using var http = cluster.A.CreateClient();
        var email = $"{Id.New("user")}@example.org";
        using var answer = await http.PostAsync(
            Routes.SignUp, new StringContent(JsonSerializer.Serialize(new Credentials(email, TestUser.DefaultPassword), ModelMineJson.Options), System.Text.Encoding.UTF8, "application/json"), Stop);
        var account = JsonSerializer.Deserialize<AccountView>(await answer.Content.ReadAsStringAsync(Stop), ModelMineJson.Options)!;
        var user = new TestUser(account.UserId, email, TestUser.DefaultPassword, http, new UserApiClient(http));
        return (TestCluster.At(cluster.A, user, CookiesOf(answer)), TestCluster.At(cluster.B, user, CookiesOf(answer)));
    }

    private async Task<TestNode> NodeAsync(TestUser owner)
    {
        var node = await cluster.A.CreateNodeAsync(owner);
        await node.Api.HeartbeatAsync(SomeNode.Heartbeat(), Stop);
        return node;
    }

    private static string CookiesOf(HttpResponseMessage answer) => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    private static Task<JobDetail> SubmitAsync(TestUser user) => user.Api.SubmitAsync(
        new SubmitJobRequest { Title = "Across", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 10 }, cancellationToken: Stop);

    private static async Task ReadAsync(IAsyncEnumerator<JobEvent> stream, long upTo)
    {
        do (await stream.MoveNextAsync()).ShouldBeTrue();
        while (stream.Current.Seq < upTo);
        stream.Current.Seq.ShouldBe(upTo);
    }
}
