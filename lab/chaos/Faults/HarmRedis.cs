using System.Diagnostics;
using System.Globalization;
using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary><see cref="FaultKind.KillRedis"/> and <see cref="FaultKind.FlushRedis"/>.</summary>
internal sealed class HarmRedis(Network network) : IFault
{
    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        if (fault.Kind == FaultKind.FlushRedis)
        {
            await CommandAsync("FLUSHALL");
            return "forgot everything";
        }

        var info = await CommandAsync("INFO", "server");
        var pid = int.Parse(Array.Find(info.Split('\n'), line => line.StartsWith("process_id:", StringComparison.Ordinal))!.Split(':')[1], CultureInfo.InvariantCulture);
        Signals.Send(pid, Signals.Kill);
        await network.Redis.StopAsync();
        try
        {
            await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
            return $"killed, away for {fault.Lasts.TotalSeconds:0.0} s";
        }
        finally
        {
            await network.Redis.StartAgainAsync();
        }
    }

    private async Task<string> CommandAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("redis-cli", ["-p", network.Redis.Port.ToString(CultureInfo.InvariantCulture), .. command]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new NotInflictedException("Redis did not answer");
    }
}
