using System.Net;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Net;

namespace ModelMine.Simulator.Machines;

/// <summary>A user who submits, cancels and retries, and asks again, with the same key, until there is an answer.</summary>
internal sealed class SimulatedUser
{
    private readonly Actor _actor;
    private readonly Books _books;
    private readonly UserApiClient _api;
    private readonly Dictionary<string, long> _maintenance = new(StringComparer.Ordinal);
    private int _keys;
    private int _busy;

    /// <param name="actor">The user's program.</param>
    /// <param name="userId">Who it is to the servers.</param>
    /// <param name="network">The network.</param>
    /// <param name="books">Keeps what it was promised.</param>
    public SimulatedUser(Actor actor, string userId, SimulatedNetwork network, Books books) =>
        (_actor, _books, _api) = (actor, books, new UserApiClient(Wire.Open(network, actor, userId), actor.Clock));

    /// <summary>Whether it waits for anything.</summary>
    public bool IsBusy => _busy > 0;

    /// <summary>Submits a job, and sometimes cancels it, or submits it once more when it has ended.</summary>
    public void Submit(int seed) => Begin(async () =>
    {
        var (scheduler, key) = (_actor.Scheduler, $"{_actor.Name}-{++_keys}");
        var request = new SubmitJobRequest
        {
            Title = $"{_actor.Name} {seed}",
            Config = JsonElement.Parse(FormattableString.Invariant($$"""{"epochs":1,"batchSize":32,"learningRate":0.001,"modelType":"mlp","seed":{{seed}}}""")),
            TokenStake = 1 + scheduler.Random.Next(300),
            Priority = 1 + scheduler.Random.Next(99),
        };
        if (await AskAsync("submit", token => _api.SubmitAsync(request, key, token)) is not { } job) return;
        _books.Submitted(key, job.Id);
        if (!scheduler.Chance(0.3)) return;
        await Task.Delay(scheduler.Span(0, 15_000), _actor.Clock);
        if (await AskAsync("cancel", token => _api.CancelAsync(job.Id, token)) is { } canceled) _books.Canceled(canceled.Id, canceled.Status);
        if (!scheduler.Chance(0.3)) return;
        if (await AskAsync("retry", token => _api.RetryAsync(job.Id, $"{key}-again", token)) is { } again) _books.Submitted($"{key}-again", again.Id);
    });

    /// <summary>Puts a node into maintenance, and takes it out again.</summary>
    public void Maintain(string nodeId, MaintenanceMode mode, TimeSpan span) => Begin(async () =>
    {
        await ChangeAsync("maintain", nodeId, (seen, token) => _api.BeginMaintenanceAsync(nodeId, mode, seen, token));
        await Task.Delay(span, _actor.Clock);
        await ChangeAsync("end maintenance", nodeId, (seen, token) => _api.EndMaintenanceAsync(nodeId, seen, token));
    });

    /// <summary>Asks for a change of what was last seen; when that is no longer so, looks, and asks anew.</summary>
    private async Task ChangeAsync(string what, string nodeId, Func<long, CancellationToken, Task<MaintenanceState>> ask)
    {
        while (true)
        {
            var seen = _maintenance.GetValueOrDefault(nodeId);
            if (await AskAsync(what, token => ask(seen, token)) is { } state)
            {
                _maintenance[nodeId] = state.Version;
                return;
            }

            if (await AskAsync("look", _api.NodesAsync) is { } nodes) _maintenance[nodeId] = nodes.Single(node => node.Id == nodeId).MaintenanceVersion;
        }
    }

    private void Begin(Func<Task> errand) => _actor.Start(async () =>
    {
        _busy++;
        await errand();
        _busy--;
    });

    /// <summary>Asks until there is an answer; null when it is no.</summary>
    private async Task<T?> AskAsync<T>(string what, Func<CancellationToken, Task<T>> ask) where T : class
    {
        while (true)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), _actor.Clock);
            try
            {
                return await ask(patience.Token);
            }
            catch (ApiException refusal) when (refusal.Status < HttpStatusCode.InternalServerError && refusal.Status != HttpStatusCode.TooManyRequests)
            {
                _actor.Note($"{what}: {(int)refusal.Status} {refusal.Problem.Code}");
                return null;
            }
            catch (Exception fault) when (fault is ApiException or HttpRequestException or OperationCanceledException)
            {
                _actor.Note($"{what} again: {fault.GetType().Name}");
            }

            await Task.Delay(_actor.Scheduler.Span(300, 2_000), _actor.Clock);
        }
    }
}
