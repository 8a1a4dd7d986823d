using System.Globalization;

namespace ModelMine.Chaos.Processes;

/// <summary>Processor time of everything that this process started, by what it is: looked up in /proc every few seconds.</summary>
internal sealed class CpuUse
{
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, (string Part, double Own, double Ended)> _seen = [];

    /// <summary>Seconds, by part; what ended between two looks is counted with its parent.</summary>
    public IReadOnlyDictionary<string, double> Seconds
    {
        get
        {
            var seconds = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["harness"] = Environment.CpuUsage.TotalTime.TotalSeconds };
            foreach (var (part, own, ended) in _seen.Values)
            {
                seconds[part] = seconds.GetValueOrDefault(part) + own;
                // A backend that ended is in its own last look already.
                if (part == "agents") seconds["trainers"] = seconds.GetValueOrDefault("trainers") + ended;
            }

            return seconds;
        }
    }

    /// <summary>Looks until told to end.</summary>
    public async Task WatchAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                Look();
                await Task.Delay(Between, TimeProvider.System, end);
            }
        }
        catch (OperationCanceledException)
        {
            Look();
        }
    }

    private void Look()
    {
        foreach (var pid in Trainers.Of(Environment.ProcessId))
            if (PartOf(pid) is { } part && Times(pid) is { } times) _seen[pid] = (part, times.Own, times.Ended);
    }

    private static string? PartOf(int pid) => Read($"/proc/{pid}/cmdline") switch
    {
        { } line when line.Contains("ModelMine.Server.dll", StringComparison.Ordinal) => "servers",
        { } line when line.Contains("ModelMine.Agent.dll", StringComparison.Ordinal) => "agents",
        { } line when line.StartsWith("postgres:", StringComparison.Ordinal) => "postgres backends",
        { } line when line.Contains("/bin/postgres", StringComparison.Ordinal) => "postgres",
        { } line when line.Contains("redis-server", StringComparison.Ordinal) => "redis",
        _ => null,
    };

    private static (double Own, double Ended)? Times(int pid)
    {
        if (Read($"/proc/{pid}/stat") is not { } stat) return null;
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        double At(int index) => double.Parse(fields[index], CultureInfo.InvariantCulture) / TicksPerSecond;
        return (At(11) + At(12), At(13) + At(14));
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
