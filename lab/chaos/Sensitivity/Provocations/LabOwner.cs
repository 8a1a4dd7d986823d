using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ModelMine.Chaos.Load;
using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Sensitivity.Provocations;

/// <summary>A user who submits what provocations need, and writes it down like every other submit.</summary>
/// <param name="network">Where.</param>
/// <param name="user">Who.</param>
internal sealed class LabOwner(Network network, ChaosUser user)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<UserApiClient> _servers = [.. Enumerable.Range(0, network.Settings.Servers).Select(index => user.By(network.Servers.ApiOf(index)))];
    private readonly ConcurrentQueue<string> _submitted = [];
    private int _jobs;

    /// <summary>The owner at each server.</summary>
    public IReadOnlyList<UserApiClient> Servers => _servers;

    /// <summary>Title of the jobs for a label.</summary>
    public static string TitleOf(string label) => $"Provocation: {label}";

    /// <summary>Calls off what is left: the nodes that it was meant for are gone.</summary>
    public async Task CallOffAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        foreach (var jobId in _submitted)
        {
            try
            {
                await Insistence.AskAsync(token => _servers[0].CancelAsync(jobId, token), patience.Token);
            }
            catch (ApiException refusal) when (refusal.Status == HttpStatusCode.Conflict)
            {
                // It ended before.
            }
        }
    }

    /// <summary>Submits a job for nodes with a label, ahead of all others.</summary>
    /// <param name="label">The label.</param>
    /// <param name="cancellation">Submits no more.</param>
    /// <returns>The job.</returns>
    public async Task<string> SubmitAsync(string label, CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{user.Name} {label} {Interlocked.Increment(ref _jobs)}");
        var request = new SubmitJobRequest
        {
            Title = TitleOf(label), TokenStake = 1, Priority = 99, Requires = LabNode.Asking(label),
            Config = JsonElement.Parse("""{"modelType":"mlp","dataset":"mnist","epochs":1,"batchSize":64,"learningRate":0.001,"seed":1}"""),
        };
        cancellation.ThrowIfCancellationRequested();
        // Not given up on in the middle: a job of which nobody knows would wait for its node for ever.
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var job = await Insistence.AskAsync(token => _servers[0].SubmitAsync(request, key, token), patience.Token);
        network.Record.Submits[key] = new AcknowledgedSubmit(key, user.Name, JsonSerializer.Serialize(request, ModelMineJson.Options), job.Id, TimeProvider.System.GetUtcNow());
        _submitted.Enqueue(job.Id);
        return job.Id;
    }
}
