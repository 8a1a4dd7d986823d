using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace ModelMine.Core.Contracts.Client;

public sealed partial class UserApiClient
{
    /// <summary>
    /// A job's events as they happen, from <paramref name="after"/> to the one that ends the job. When the connection breaks it is
    /// made anew from the last event that was seen, so that the caller sees neither gap nor duplicate (invariant L5).
    /// </summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="after">Number of the last event already known; 0 for all of them.</param>
    /// <param name="options">How long to wait, and whom to tell; sensible ones when left out.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <exception cref="ApiException">The server says no, such as 404.</exception>
    /// <exception cref="HttpRequestException">The server could not be reached at first, or stayed away for too long.</exception>
    /// <exception cref="InvalidDataException">The server left out events.</exception>
    public async IAsyncEnumerable<JobEvent> FollowAsync(
        string jobId, long after = 0, FollowOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new FollowOptions();
        var pause = new ReconnectPause(options, _time);
        var (last, asked) = (after, -1L);
        while (true)
        {
            var from = last;
            await using var connection = new JobEventConnection(
                token => OpenEventsAsync(jobId, from, token), options.SilenceTimeout, _time, cancellationToken);
            while (await connection.NextAsync() is { } next)
            {
                if (next.Seq <= last) continue;
                if (next.Seq > last + 1)
                {
                    // What is missing is fetched by asking once more from the last event that was seen.
                    if (asked == last) throw new InvalidDataException($"The server left out events {last + 1} to {next.Seq - 1} of {jobId}.");
                    asked = last;
                    break;
                }

                last = next.Seq;
                pause.Reset();
                yield return next;
                if (next.Status.IsTerminal()) yield break;
            }

            if (connection.NothingFollows) yield break;
            await pause.WaitAsync(connection, cancellationToken);
        }
    }

    /// <summary>A part of a job's events as a list, oldest first.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="after">Number of the last event already known; 0 for all of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, long after = 0, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Query(Routes.Events(jobId), ("after", after)));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await response.ReadAsync<IReadOnlyList<JobEvent>>(cancellationToken);
    }

    private async Task<HttpResponseMessage> OpenEventsAsync(string jobId, long last, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Events(jobId)) { Version = HttpVersion.Version11 };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (last > 0) request.Headers.Add("Last-Event-ID", last.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.ThrowIfProblemAsync(cancellationToken);
        return response;
    }
}
