using ModelMine.Chaos.Load;
using ModelMine.Chaos.Processes;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Sensitivity.Provocations;

/// <summary>
/// Does what no honest agent or owner does, so that each guard is leaned on many times a minute. Agents that obey their clocks
/// hardly ever offer a stale write: a run without the fence could then be green by luck.
/// </summary>
internal static class AllProvocations
{
    /// <summary>Provokes until it is told to stop.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task ProvokeAsync(Network network, Tally tally, CancellationToken stop)
    {
        using var user = await Insistence.AskAsync(token => ChaosUser.SignUpAsync($"provoker{Guid.NewGuid():N}", network.Servers.ApiOf(0), token), stop);
        var stage = new Stage(network, new LabOwner(network, user), tally, stop);
        await Task.WhenAll(UntilStopAsync(StubbornNode.ProvokeAsync(stage)), UntilStopAsync(RivalNodes.ProvokeAsync(stage)), UntilStopAsync(ImpatientOwner.ProvokeAsync(stage)));
        try
        {
            await stage.Owner.CallOffAsync();
        }
        catch (OperationCanceledException)
        {
            tally.Add("provocations that could not be called off");
        }

        async Task UntilStopAsync(Task provocation)
        {
            try
            {
                await provocation;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The window is over.
            }
            catch (ApiException refusal)
            {
                // Without a guard, a provocation may come to where it cannot go on; what it did until then stands.
                tally.Add($"provocation ended: {refusal.Status} {refusal.Problem.Code}");
            }
        }
    }
}
