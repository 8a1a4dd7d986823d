using System.Net;

using CsCheck;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

using ModelMine.Core.Contracts.Client;

namespace ModelMine.Tests.Cli.Jobs;

public sealed class FollowTests
{
    private static readonly FollowOptions Eager = new() { FirstPause = TimeSpan.Zero };

    [Fact]
    public async Task Follow_ConnectionBreaksAnywhere_SeesNeitherGapNorDuplicate()
    {
        // Breaks at random places, with or without a server that repeats the last events.
        await Gen.Select(Gen.Int[0, 7].Array[0, 6], Gen.Int[0, 3]).SampleAsync(
            async (breaks, repeats) =>
            {
                var script = new EventScript(12, breaks) { Repeats = repeats };
                (await SeqsAsync(script)).ShouldBe(Enumerable.Range(1, 12).Select(seq => (long)seq));
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task Follow_FromAKnownEvent_BeginsAfterIt()
    {
        var script = new EventScript(5);

        (await SeqsAsync(script, after: 3)).ShouldBe([4L, 5L]);

        script.Resumed.ShouldBe([3L]);
    }

    [Fact]
    public async Task Follow_ServerLeavesAnEventOutOnce_AsksForItAgain() =>
        (await SeqsAsync(new EventScript(5) { LeftOutOnce = 3 })).ShouldBe([1L, 2L, 3L, 4L, 5L]);

    [Fact]
    public async Task Follow_ServerNeverSendsAnEvent_SaysSoInsteadOfSkippingIt()
    {
        var error = await Should.ThrowAsync<InvalidDataException>(() => SeqsAsync(new EventScript(5) { LeftOutAlways = 3 }));

        error.Message.ShouldContain("3 to 3");
    }

    [Fact]
    public async Task Follow_JobHasEndedAndAllIsKnown_EndsWithoutAskingAgain()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}/events", () => Results.NoContent()));

        (await SeqsAsync(server, after: 12)).ShouldBeEmpty();

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Follow_UnknownJob_ThrowsAtOnce()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}/events", () => FakeServer.Refuse(404, "No such job.")));

        var error = await Should.ThrowAsync<ApiException>(() => SeqsAsync(server));

        error.Status.ShouldBe(HttpStatusCode.NotFound);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Follow_ServerRestartsMeanwhile_WaitsForIt()
    {
        var script = new EventScript(4, 2);
        var refusals = 3;
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}/events", async (HttpContext context) =>
        {
            if (script.Resumed.Count == 1 && refusals-- > 0) await FakeServer.Refuse(503, "Starting.").ExecuteAsync(context);
            else await script.ServeAsync(context);
        }));

        (await SeqsAsync(server)).ShouldBe([1L, 2L, 3L, 4L]);
    }

    [Fact]
    public async Task Follow_ServerStaysAway_GivesUpWithWhatBroke()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(20) };
        var script = new EventScript(4, 2);
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}/events", async (HttpContext context) =>
        {
            if (script.Resumed.Count > 0) await FakeServer.Refuse(503, "Gone for good.").ExecuteAsync(context);
            else await script.ServeAsync(context);
        }));

        var error = await Should.ThrowAsync<ApiException>(() => SeqsAsync(server, time: time));

        error.Message.ShouldContain("Gone for good.");
    }

    [Fact]
    public async Task Follow_ConnectionGoesSilent_IsMadeAnew()
    {
        var time = new FakeTimeProvider();
        var script = new EventScript(3);
        var silent = new TaskCompletionSource();
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}/events", async (HttpContext context) =>
        {
            if (!silent.Task.IsCompleted)
            {
                await context.Response.WriteAsync(": nothing more comes\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                silent.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await script.ServeAsync(context);
        }));

        var following = SeqsAsync(server, time: time);
        await silent.Task.WaitAsync(TestContext.Current.CancellationToken);
        while (!following.IsCompleted)
        {
            // Bytes may still be on their way and move the deadline: the clock goes on until it is reached.
            time.Advance(TimeSpan.FromSeconds(61));
            await Task.WhenAny(following, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        (await following).ShouldBe([1L, 2L, 3L]);
    }

    private static async Task<List<long>> SeqsAsync(EventScript script, long after = 0)
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}/events", script.ServeAsync));
        return await SeqsAsync(server, after);
    }

    private static async Task<List<long>> SeqsAsync(FakeServer server, long after = 0, TimeProvider? time = null)
    {
        using var http = new HttpClient { BaseAddress = UserApiClient.BaseAddress(server.Address) };
        var seqs = new List<long>();
        await foreach (var jobEvent in new UserApiClient(http, time).FollowAsync(Samples.JobId, after, Eager, TestContext.Current.CancellationToken))
            seqs.Add(jobEvent.Seq);
        return seqs;
    }
}
