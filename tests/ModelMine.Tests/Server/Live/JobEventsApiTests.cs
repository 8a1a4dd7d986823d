using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Live;

public abstract class JobEventsApiTests(StorageProduct storage) : AppTests(storage)
{
    public sealed class OnSqlite() : JobEventsApiTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : JobEventsApiTests(StorageProduct.Postgres);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_CutAndResumedByLastEventIdWhileTheyHappen_NeitherGapNorDuplicate()
    {
        await using var app = await StartAppAsync();
        var user = await app.CreateUserAsync();
        await Gen.Select(Gen.Int[1, 80], Gen.Int[1, 30].List[0, 5]).SampleAsync(
            async (total, cuts) =>
            {
                var job = await SubmitAsync(user);
                var writing = Task.Run(async () =>
                {
                    for (var i = 0; i < total; i++) await StoredEvents.AppendAsync(app.Services, job, user.Id);
                    await StoredEvents.AppendAsync(app.Services, job, user.Id, JobStatus.Completed);
                });
                var seen = new List<long>();
                foreach (var cut in cuts.Append(int.MaxValue)) await ReadAsync(user, job, seen, cut);
                await writing;
                seen.ShouldBe(Enumerable.Range(1, total + 2).Select(seq => (long)seq));
            },
            iter: 10, threads: 1);
    }

    [Fact]
    public async Task Events_NothingHappens_ASignOfLifeAtOnceAndAfterEachSilence()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await StartAppAsync(time: time);
        var user = await app.CreateUserAsync();
        var job = await SubmitAsync(user);
        using var response = await OpenAsync(user, job, lastEventId: 1);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var items = Parse(response).GetAsyncEnumerator(Stop);
        await items.MoveNextAsync();
        items.Current.EventType.ShouldBe("ping");
        var next = items.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop));
        }

        items.Current.EventType.ShouldBe("ping");
        items.Current.EventId.ShouldBeNull();
    }

    [Fact]
    public async Task Events_AllSeenOfAFinishedJob_Answers204SoThatABrowserStopsAsking()
    {
        await using var app = await StartAppAsync();
        var user = await app.CreateUserAsync();
        var job = await SubmitAsync(user);
        await user.Api.CancelAsync(job, Stop);
        var last = (await user.Api.JobAsync(job, Stop)).LastEventSeq;
        using (var seenAll = await OpenAsync(user, job, last)) seenAll.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var missesOne = await OpenAsync(user, job, last - 1);
        missesOne.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Events_JsonAsked_IsAListAfterTheNumber()
    {
        await using var app = await StartAppAsync();
        var user = await app.CreateUserAsync();
        var job = await SubmitAsync(user);
        for (var i = 0; i < 3; i++) await StoredEvents.AppendAsync(app.Services, job, user.Id);
        (await user.Api.EventsAsync(job, after: 2, Stop)).Select(e => e.Seq).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Events_OfAnothersJob_Answers404LikeOfNone()
    {
        await using var app = await StartAppAsync();
        var (owner, stranger) = (await app.CreateUserAsync(), await app.CreateUserAsync());
        var job = await SubmitAsync(owner);
        using (var others = await OpenAsync(stranger, job)) others.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var none = await OpenAsync(stranger, "job_none");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Events_ServerStops_TheStreamEndsAndDoesNotHoldItUp()
    {
        var app = await StartAppAsync();
        var user = await app.CreateUserAsync();
        using var response = await OpenAsync(user, await SubmitAsync(user));
        await using var items = Parse(response).GetAsyncEnumerator(Stop);
        await items.MoveNextAsync();
        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(8), TimeProvider.System, Stop);
    }

    private static async Task<string> SubmitAsync(TestUser user) => (await user.Api.SubmitAsync(
        new SubmitJobRequest { Title = "A job", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 10 }, cancellationToken: Stop)).Id;

    private static async Task ReadAsync(TestUser user, string job, List<long> seen, int cut)
    {
        using var response = await OpenAsync(user, job, seen.Count == 0 ? null : seen[^1]);
        if (response.StatusCode == HttpStatusCode.NoContent) return;
        using var limit = new CancellationTokenSource(Patience);
        var read = 0;
        await foreach (var item in Parse(response).WithCancellation(limit.Token))
        {
            if (item.EventType == "ping") continue;
            var jobEvent = JsonSerializer.Deserialize<JobEvent>(item.Data, ModelMineJson.Options)!;
            item.EventId.ShouldBe(jobEvent.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
            seen.Add(jobEvent.Seq);
            if (++read == cut) return;
        }
    }

    private static async Task<HttpResponseMessage> OpenAsync(TestUser user, string job, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Events(job));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is { } id) request.Headers.Add("Last-Event-ID", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return await user.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    private static async IAsyncEnumerable<SseItem<string>> Parse(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(Stop);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Stop)) yield return item;
    }
}
