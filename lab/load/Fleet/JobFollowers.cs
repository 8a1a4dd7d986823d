using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Core.Contracts;
using ModelMine.Load.Measuring;
using ModelMine.Load.Network;
using ModelMine.Load.Scenarios;

namespace ModelMine.Load.Fleet;

/// <summary>Connections that follow running jobs: each sees every report, and how long it took from its sending.</summary>
/// <param name="network">The network.</param>
/// <param name="users">Whose jobs.</param>
/// <param name="fanOut">Counts what arrives.</param>
/// <param name="time">The clock.</param>
internal sealed class JobFollowers(LoadNetwork network, LoadUsers users, CallStatistics fanOut, TimeProvider time) : IAsyncDisposable
{
    private readonly Wire _wire = new(network.Apis, int.MaxValue);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _streams = [];
    private readonly List<HubConnection> _hubs = [];
    private int _broken;

    /// <summary>Followers whose connection ended while the job went on.</summary>
    public int Broken => Volatile.Read(ref _broken);

    /// <summary>Connects.</summary>
    /// <param name="attempts">What to follow, in turn.</param>
    /// <param name="count">Connections.</param>
    /// <param name="by">How.</param>
    public Task ConnectAsync(SimulatedAttempt[] attempts, int count, FollowBy by) =>
        AgentFleet.EachAsync(count, index => by == FollowBy.Sse ? StreamAsync(attempts[index % attempts.Length]) : HubAsync(attempts[index % attempts.Length], index));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var stream in _streams) await stream.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var hub in _hubs) await hub.DisposeAsync();
        _wire.Dispose();
        _stop.Dispose();
    }

    private async Task StreamAsync(SimulatedAttempt attempt)
    {
        var response = await _wire.OpenAsync(Routes.Events(attempt.Grant.JobId), users.OwnerOf(attempt.Grant.JobId));
        lock (_streams) _streams.Add(ReadAsync(response, attempt));
    }

    private async Task ReadAsync(HttpResponseMessage response, SimulatedAttempt attempt)
    {
        using (response)
        {
            try
            {
                await using var body = await response.Content.ReadAsStreamAsync(_stop.Token);
                await foreach (var item in SseParser.Create(body, (_, data) => data.IsEmpty ? null : JsonSerializer.Deserialize<JobEvent>(data, ModelMineJson.Options)).EnumerateAsync(_stop.Token))
                    if (item.Data is { } happened) Take(happened, attempt);
                if (!attempt.IsOver) Interlocked.Increment(ref _broken);
            }
            catch (Exception error) when (error is IOException or HttpRequestException)
            {
                Interlocked.Increment(ref _broken);
            }
        }
    }

    private async Task HubAsync(SimulatedAttempt attempt, int index)
    {
        var jobId = attempt.Grant.JobId;
        var address = new Uri(network.Apis[index % network.Apis.Count], Routes.LiveHub);
        var hub = new HubConnectionBuilder()
            .WithUrl(address, options =>
            {
                options.Headers["Authorization"] = $"Bearer {users.OwnerOf(jobId)}";
                options.SkipNegotiation = true;
                options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
            })
            .AddJsonProtocol(json => ModelMineJson.Apply(json.PayloadSerializerOptions))
            .Build();
        lock (_hubs) _hubs.Add(hub);
        hub.On<JobEvent>($"job:{jobId}:progress", happened => Take(happened, attempt));
        hub.Closed += _ =>
        {
            if (!_stop.IsCancellationRequested) Interlocked.Increment(ref _broken);
            return Task.CompletedTask;
        };
        await hub.StartAsync(_stop.Token);
        await hub.InvokeAsync("Follow", jobId, 0L, _stop.Token);
    }

    private void Take(JobEvent happened, SimulatedAttempt attempt)
    {
        if (happened is { Type: JobEventType.Report, Progress: { } progress }) fanOut.Record(time.GetElapsedTime(attempt.SentAt(progress.Step)));
    }
}
