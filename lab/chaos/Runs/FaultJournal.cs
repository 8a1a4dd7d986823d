using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelMine.Chaos.Runs;

/// <summary>What became of a planned fault.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Target">To whom.</param>
/// <param name="Planned">When it was planned, seconds from the start of the run.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it was over.</param>
/// <param name="Happened">Whether it happened.</param>
/// <param name="What">What was done, or why nothing was.</param>
internal sealed record InflictedFault(int Number, FaultKind Kind, string Target, double Planned, double Began, double Ended, bool Happened, string What);

/// <summary>Writes each fault as a line of JSON as soon as it is over.</summary>
internal sealed class FaultJournal : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly StreamWriter _file;
    private readonly List<InflictedFault> _faults = [];
    private readonly Lock _lock = new();

    /// <param name="path">The file.</param>
    public FaultJournal(string path) => _file = new StreamWriter(path);

    /// <summary>All so far, by number.</summary>
    public IReadOnlyList<InflictedFault> Faults
    {
        get
        {
            lock (_lock) return [.. _faults.OrderBy(fault => fault.Number)];
        }
    }

    public void Add(InflictedFault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
            _file.WriteLine(JsonSerializer.Serialize(fault, Options));
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();
}
