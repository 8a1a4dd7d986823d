using ModelMine.Load.Network;

namespace ModelMine.Load.Fleet;

/// <summary>Agents without a job, each with a request for work that the server holds open: asked anew whenever it is answered.</summary>
internal sealed class WaitingAgents : IDisposable
{
    private const int WaitSeconds = 30;
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly Wire _wire;
    private readonly TimeProvider _time;
    private readonly Task[] _all;
    private volatile bool _stop;
    private int _claims;

    /// <param name="network">The network.</param>
    /// <param name="agents">Who waits.</param>
    /// <param name="time">The clock.</param>
    public WaitingAgents(LoadNetwork network, SimulatedAgent[] agents, TimeProvider time)
    {
        (_wire, _time) = (new Wire(network.Apis, int.MaxValue), time);
        _all = [.. agents.Select(WaitAsync)];
    }

    /// <summary>Requests that were answered.</summary>
    public int Claims => Volatile.Read(ref _claims);

    /// <summary>Asks no more, and waits until all is answered.</summary>
    public Task StopAsync()
    {
        _stop = true;
        return Task.WhenAll(_all);
    }

    public void Dispose() => _wire.Dispose();

    private async Task WaitAsync(SimulatedAgent agent)
    {
        while (!_stop)
        {
            try
            {
                await agent.ClaimAsync(_wire, WaitSeconds);
                Interlocked.Increment(ref _claims);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or Core.Contracts.Client.ApiException)
            {
                await Task.Delay(PauseAfterFault, _time);
            }
        }
    }
}
