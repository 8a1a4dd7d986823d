using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.FillDisk"/>
internal sealed class FillDisk(Network network) : IFault
{
    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var disk = (fault.Target.Part == Part.BlobDisk ? network.BlobDisk : network.AgentDisk)
            ?? throw new NotInflictedException(network.WhyNoDisk ?? "there is no small disk");
        try
        {
            await disk.FillAsync();
            await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
            return $"{disk.Kind} full for {fault.Lasts.TotalSeconds:0.0} s";
        }
        finally
        {
            disk.Empty();
        }
    }
}
