using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Live;

public sealed class LiveHubTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_OwnJob_SendsStoredThenLiveEventsInOrder(bool onApiPort)
    {
        await using var app = await TestApp.StartAsync();
        var user = await app.CreateUserAsync();
        var job = await SubmitAsync(user);
        await StoredEvents.AppendAsync(app.Services, job, user.Id);
        await using var connection = await ConnectAsync(onApiPort ? app.Api : app.Web, user);
        var received = Channel.CreateUnbounded<JobEvent>();
        connection.On<JobEvent>($"job:{job}:progress", jobEvent => received.Writer.TryWrite(jobEvent));
        await connection.InvokeAsync("Follow", job, 1L, Stop);
        (await received.Reader.ReadAsync(Stop)).Seq.ShouldBe(2);
        await StoredEvents.AppendAsync(app.Services, job, user.Id, JobStatus.Completed);
        var last = await received.Reader.ReadAsync(Stop);
        last.Seq.ShouldBe(3);
        last.Status.ShouldBe(JobStatus.Completed);
    }

    [Fact]
    public async Task Follow_AnothersJob_IsRefusedLikeOneThatDoesNotExist()
    {
        await using var app = await TestApp.StartAsync();
        var (owner, stranger) = (await app.CreateUserAsync(), await app.CreateUserAsync());
        var job = await SubmitAsync(owner);
        await using var connection = await ConnectAsync(app.Web, stranger);
        (await Should.ThrowAsync<HubException>(connection.InvokeAsync("Follow", job, 0L, Stop))).Message.ShouldContain("no such job");
        (await Should.ThrowAsync<HubException>(connection.InvokeAsync("Follow", "job_none", 0L, Stop))).Message.ShouldContain("no such job");
    }

    [Fact]
    public async Task Unfollow_ThenFollowAgain_GoesOnFromTheNumberGiven()
    {
        await using var app = await TestApp.StartAsync();
        var user = await app.CreateUserAsync();
        var job = await SubmitAsync(user);
        await using var connection = await ConnectAsync(app.Web, user);
        var received = Channel.CreateUnbounded<JobEvent>();
        connection.On<JobEvent>($"job:{job}:progress", jobEvent => received.Writer.TryWrite(jobEvent));
        await connection.InvokeAsync("Follow", job, 0L, Stop);
        (await received.Reader.ReadAsync(Stop)).Seq.ShouldBe(1);
        await connection.InvokeAsync("Unfollow", job, Stop);
        await StoredEvents.AppendAsync(app.Services, job, user.Id);
        await StoredEvents.AppendAsync(app.Services, job, user.Id);
        await connection.InvokeAsync("Follow", job, 2L, Stop);
        (await received.Reader.ReadAsync(Stop)).Seq.ShouldBe(3);
    }

    [Fact]
    public async Task Connect_NotSignedIn_IsRefused()
    {
        await using var app = await TestApp.StartAsync();
        await using var connection = Build(app.Web, null);
        var refusal = await Should.ThrowAsync<HttpRequestException>(connection.StartAsync(Stop));
        refusal.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    private static async Task<string> SubmitAsync(TestUser user) => (await user.Api.SubmitAsync(
        new SubmitJobRequest { Title = "A job", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 10 }, cancellationToken: Stop)).Id;

    private static async Task<HubConnection> ConnectAsync(Uri server, TestUser user)
    {
        var token = await user.Api.CreateTokenAsync(new NewAccessToken("live", CanWrite: false), Stop);
        var connection = Build(server, token.Token);
        await connection.StartAsync(Stop);
        return connection;
    }

    private static HubConnection Build(Uri server, string? token) => new HubConnectionBuilder()
        .WithUrl(new Uri(server, Routes.LiveHub), options => options.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token))
        .AddJsonProtocol(json => ModelMineJson.Apply(json.PayloadSerializerOptions))
        .Build();
}
