using ModelMine.Chaos.Load;
using ModelMine.Chaos.Processes;

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
        try
        {
            using var user = await Insistence.AskAsync(token => ChaosUser.SignUpAsync("provoker", network.Servers.ApiOf(0), token), stop);
            var stage = new Stage(network, new LabOwner(network, user), tally, stop);
            await Task.WhenAll(StubbornNode.ProvokeAsync(stage), RivalNodes.ProvokeAsync(stage), ImpatientOwner.ProvokeAsync(stage));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The window is over.
        }
    }
}
