using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Nodes;

namespace ModelMine.Simulator.Machines;

/// <summary>
/// Finds the two grains that dispatch asks for. Neither holds anything that could be lost: what they say arrives late or never,
/// and the network forgets every node now and then, as when its grain moves to another server.
/// </summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxy is derived from it when it runs.")]
internal class SimulatedGrains : DispatchProxy
{
    private Func<INetworkGrain> _network = null!;
    private IWakeUpGrain _wakeUps = null!;

    /// <summary>A factory for one server.</summary>
    /// <param name="network">The one network, whichever activation of it is the newest.</param>
    /// <param name="ring">Passes a wake-up of this server on to the others.</param>
    public static IGrainFactory Of(Func<INetworkGrain> network, Action<string> ring)
    {
        var factory = Create<IGrainFactory, SimulatedGrains>();
        var self = (SimulatedGrains)(object)factory;
        (self._network, self._wakeUps) = (network, new Bell(ring));
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.ReturnType switch
    {
        var type when type == typeof(INetworkGrain) => _network(),
        var type when type == typeof(IWakeUpGrain) => _wakeUps,
        var type => throw new NotSupportedException($"No {type.Name} takes part in a simulation."),
    };

    private sealed class Bell(Action<string> ring) : IWakeUpGrain
    {
        public Task RingAsync(string topic)
        {
            ring(topic);
            return Task.CompletedTask;
        }

        public Task<RungTopics> PullAsync(long seen, CancellationToken cancellation) =>
            throw new NotSupportedException("Wake-ups reach servers by the simulated network.");
    }
}
