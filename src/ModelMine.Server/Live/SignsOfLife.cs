using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Live;

/// <summary>Turns a job's events into server-sent events, with a sign of life while nothing happens.</summary>
internal static class SignsOfLife
{
    /// <summary>Shorter than what proxies take for a dead connection.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>How long a browser waits before it connects again.</summary>
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Each event with its number as id. A sign of life (event <c>ping</c>, no id: it does not move where a client resumes)
    /// comes first, so that the client knows at once that it is connected, and then after each silence.
    /// </summary>
    public static async IAsyncEnumerable<SseItem<string>> ToServerSentEvents(
        this IAsyncEnumerable<JobEvent> events, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var source = events.GetAsyncEnumerator(ended.Token);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            yield return new SseItem<string>("", "ping") { ReconnectionInterval = ReconnectAfter };
            while (true)
            {
                if (!await ArrivesAsync(next, time, cancellation))
                {
                    yield return new SseItem<string>("", "ping");
                    continue;
                }

                if (!await next) yield break;
                var jobEvent = source.Current;
                yield return new SseItem<string>(JsonSerializer.Serialize(jobEvent, ModelMineJson.Options))
                {
                    EventId = jobEvent.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture),
                };
                next = source.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // The source can be left only between two of its steps.
            await ended.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync();
        }
    }

    private static async Task<bool> ArrivesAsync(Task next, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await next.WaitAsync(Every, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
