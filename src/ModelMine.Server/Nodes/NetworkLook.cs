using System.Diagnostics.Metrics;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Nodes;

/// <summary>Looks how many nodes are there, in the whole network: each server says the same.</summary>
internal sealed class NetworkLook : PeriodicLook
{
    private readonly NodePresence _presence;
    private IReadOnlyList<OnlineNode>? _online;

    public NetworkLook(NodePresence presence, TimeProvider time, IMeterFactory meters) : base(time)
    {
        _presence = presence;
        var meter = meters.ServerMeter();
        meter.CreateObservableGauge("modelmine.nodes", Nodes, "{node}", "Nodes that heartbeat: those that take work, and those that drain or are in maintenance.");
        meter.CreateObservableGauge("modelmine.slots", Slots, "{slot}", "Slots of the nodes that heartbeat, by whether an attempt is in them.");
    }

    protected override async Task LookAsync(CancellationToken cancellation) => _online = await _presence.HeardAsync().AsTask().WaitAsync(cancellation);

    protected override void Forget() => _online = null;

    private Measurement<int>[] Nodes() => _online is not { } online ? [] :
    [
        new(online.Count(node => node.TakesWork), new KeyValuePair<string, object?>("state", "working")),
        new(online.Count(node => !node.TakesWork), new KeyValuePair<string, object?>("state", "maintenance")),
    ];

    private Measurement<int>[] Slots()
    {
        if (_online is not { } online) return [];
        var busy = online.Sum(node => node.Heartbeat.BusySlots);
        return
        [
            new(busy, new KeyValuePair<string, object?>("state", "busy")),
            new(Math.Max(0, online.Sum(node => node.Heartbeat.Slots) - busy), new KeyValuePair<string, object?>("state", "free")),
        ];
    }
}
