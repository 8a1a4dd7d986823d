using System.Net;
using ModelMine.Chaos.Processes;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Sensitivity.Provocations;

/// <summary>What provocations work with.</summary>
/// <param name="Network">The network.</param>
/// <param name="Owner">Who submits for them.</param>
/// <param name="Tally">Counts what was offered and what was refused.</param>
/// <param name="Stop">Ends them.</param>
internal sealed record Stage(Network Network, LabOwner Owner, Tally Tally, CancellationToken Stop)
{
    /// <summary>Enrols a node of the harness's own.</summary>
    public Task<LabNode> EnrolAsync(string label) => LabNode.EnrolAsync(Network, Owner.Servers[0], label, Stop);

    /// <summary>Waits until a node holds a job with its label.</summary>
    /// <param name="node">The node.</param>
    /// <param name="finish">What it does with other people's jobs that come to it meanwhile.</param>
    /// <param name="label">The label.</param>
    public async Task<AttemptGrant> GrantAsync(LabNode node, Func<AttemptGrant, Task> finish, string label)
    {
        while (true)
        {
            await node.HeartbeatAsync([], Stop);
            if (await node.ClaimAsync(Stop) is not { } grant) continue;
            if (grant.JobTitle == LabOwner.TitleOf(label)) return grant;
            await finish(grant);
        }
    }

    /// <summary>Makes a call whose refusal is as good as its success: the checks decide what may be taken.</summary>
    /// <param name="what">What is offered.</param>
    /// <param name="call">The call.</param>
    public async Task OfferAsync(string what, Func<Task> call)
    {
        try
        {
            await call();
            Tally.Add($"{what}: taken");
        }
        catch (ApiException refusal) when (refusal.Status == HttpStatusCode.Conflict)
        {
            Tally.Add($"{what}: refused");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or ApiException || error is OperationCanceledException && !Stop.IsCancellationRequested)
        {
            Tally.Add($"{what}: unanswered");
        }
    }

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, Stop);
}
