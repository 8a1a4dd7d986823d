using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ModelMine.Core.Contracts.Client;

public sealed partial class UserApiClient
{
    /// <summary>Submits a job.</summary>
    /// <param name="job">Title, config and stake.</param>
    /// <param name="idempotencyKey">Names this submission: sent again, it gives the same job; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<JobDetail> SubmitAsync(SubmitJobRequest job, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        PostAsync<JobDetail>(Routes.Jobs, job, cancellationToken, idempotencyKey);

    /// <summary>One part of the user's jobs, newest first.</summary>
    /// <param name="status">Only jobs in this state; null for all.</param>
    /// <param name="cursor"><see cref="Page{T}.Next"/> of the part before; null for the first.</param>
    /// <param name="limit">How many at most; the server's choice when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<JobSummary>> JobsAsync(
        JobStatus? status = null, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        var word = status?.ToString().ToUpperInvariant();
        return GetAsync<Page<JobSummary>>(Query(Routes.Jobs, ("status", word), ("cursor", cursor), ("limit", limit)), cancellationToken);
    }

    /// <summary>All of the user's jobs, newest first, fetched part by part.</summary>
    /// <param name="status">Only jobs in this state; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<JobSummary> AllJobsAsync(
        JobStatus? status = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        do
        {
            var page = await JobsAsync(status, cursor, 100, cancellationToken);
            foreach (var job in page.Items) yield return job;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>One job with all that is known of it.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<JobDetail> JobAsync(string jobId, CancellationToken cancellationToken = default) =>
        GetAsync<JobDetail>(Routes.Job(jobId), cancellationToken);

    /// <summary>Calls a job off.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<JobDetail> CancelAsync(string jobId, CancellationToken cancellationToken = default) =>
        PostAsync<JobDetail>(Routes.Cancel(jobId), null, cancellationToken);

    /// <summary>Submits a finished job's config anew, as a new job.</summary>
    /// <param name="jobId">Id of the finished job.</param>
    /// <param name="idempotencyKey">Names this submission: sent again, it gives the same job; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<JobDetail> RetryAsync(string jobId, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        PostAsync<JobDetail>(Routes.Retry(jobId), null, cancellationToken, idempotencyKey);

    /// <summary>The job's curves, thinned out by the server.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="maxPoints">Points of each curve at most; the server's choice when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<MetricSeries>> MetricsAsync(string jobId, int? maxPoints = null, CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<MetricSeries>>(Query(Routes.Metrics(jobId), ("maxPoints", maxPoints)), cancellationToken);

    /// <summary>A part of the job's log, oldest first.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="after">Number of the line after which to begin; 0 from the start.</param>
    /// <param name="limit">How many lines at most; the server's choice when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<LogLine>> LogsAsync(string jobId, long after = 0, int? limit = null, CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<LogLine>>(Query(Routes.Logs(jobId), ("after", after), ("limit", limit)), cancellationToken);

    /// <summary>Opens the job's weights (safetensors); the caller disposes the answer and reads its content as a stream.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="from">First byte wanted; the answer is 206 when the server begins there, 200 when it sends all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<HttpResponseMessage> WeightsAsync(string jobId, long from = 0, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Weights(jobId));
        if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.ThrowIfProblemAsync(cancellationToken);
        return response;
    }

    /// <summary>The job config's JSON Schema.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<JsonElement> ConfigSchemaAsync(CancellationToken cancellationToken = default) =>
        GetAsync<JsonElement>(Routes.ConfigSchema, cancellationToken);
}
