using System.Diagnostics.Metrics;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Nodes;

/// <summary>Counts nodes that fell silent, on the server where the network's grain lives: add the servers' figures.</summary>
/// <param name="meters">Makes meters.</param>
internal sealed class NetworkMeter(IMeterFactory meters)
{
    private const string Only = "";
    private readonly Tally _lost = new(
        meters.ServerMeter(), "modelmine.nodes.lost", "{node}", "Nodes that fell silent without having said that they would.", label: "", Only);

    /// <summary>A node fell silent.</summary>
    public void Lost() => _lost.Add(Only);
}
