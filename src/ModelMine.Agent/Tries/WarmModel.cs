using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Tries;

/// <summary>
/// A model in a trainer process of its own, kept for the next request: loading libtorch takes longer than most answers. It is ended
/// by force when a request takes too long, or too much memory.
/// </summary>
internal sealed class WarmModel : IAsyncDisposable
{
    private const double MiB = 1024 * 1024;
    private const int LongestLine = 16 * 1024 * 1024;
    private readonly TryParts _parts;
    private readonly TrainerProcess _process;
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _lines;
    private readonly LastLines _errors = new();
    private readonly int _memoryMiB;
    private int _requests;

    private WarmModel(TryParts parts, string weightsFolder, int memoryMiB)
    {
        (_parts, WeightsFolder, _memoryMiB) = (parts, weightsFolder, memoryMiB);
        _process = parts.Starter.StartProcess(weightsFolder, parts.Threads, memoryMiB);
        _lines = new OutputLines(_process.Output, LongestLine).ReadAsync().GetAsyncEnumerator();
        _ = ReadErrorsAsync();
    }

    /// <summary>The folder of its weights.</summary>
    public string WeightsFolder { get; }

    /// <summary>Whether it can be asked again.</summary>
    public bool IsAlive => !_process.Exited.IsCompleted;

    /// <summary>Starts a model.</summary>
    /// <param name="parts">What answering works with.</param>
    /// <param name="weightsFolder">The folder of its weights.</param>
    /// <param name="memoryMiB">Memory that it may use, MiB.</param>
    /// <exception cref="IOException">The process could not be started.</exception>
    public static WarmModel Start(TryParts parts, string weightsFolder, int memoryMiB) => new(parts, weightsFolder, memoryMiB);

    /// <summary>Asks it; the last piece says how it ended, also when the process died or was ended.</summary>
    /// <param name="request">What it is asked.</param>
    /// <param name="cancellationToken">Ends the process: nobody wants the answer any more.</param>
    public async IAsyncEnumerable<TryOutput> AskAsync(TryRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = (++_requests).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var guard = GuardAsync(limit.Token);
        await _process.WriteAsync(JsonSerializer.Serialize(new InferenceRequest(id, request), ModelMineJson.Options));
        TryOutput? last = null;
        while (last is null && await _lines.MoveNextAsync())
        {
            var line = JsonSerializer.Deserialize<InferenceLine>(_lines.Current.Span, ModelMineJson.Options);
            if (line?.Id != id) continue;
            if (line.Output.IsLast) last = line.Output;
            else yield return line.Output;
        }

        await limit.CancelAsync();
        var why = await guard;
        cancellationToken.ThrowIfCancellationRequested();
        yield return last ?? new TryFailed(why ?? $"The trainer ended without an answer. {string.Join(' ', _errors.ToList())}".TrimEnd());
    }

    /// <summary>Ends the process by force; whoever reads its answer sees it end.</summary>
    public void End()
    {
        if (IsAlive) _process.Kill();
    }

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    /// <summary>Ends the process when it must; says why, null when it need not.</summary>
    private async Task<string?> GuardAsync(CancellationToken answered)
    {
        var began = _parts.Time.GetTimestamp();
        string? why = null;
        try
        {
            while (why is null)
            {
                await Task.Delay(_parts.Timings.MemoryLook, _parts.Time, answered);
                var used = _process.ResidentBytes / MiB;
                if (used > _memoryMiB) why = $"The model used {used:N0} MiB, allowed were {_memoryMiB:N0} MiB, and was ended.";
                else if (_parts.Time.GetElapsedTime(began) > _parts.Timings.TryWork) why = $"The model took longer than {_parts.Timings.TryWork.TotalSeconds:0} s, and was ended. Ask for less.";
            }

            _process.Kill();
        }
        catch (OperationCanceledException)
        {
            // It answered, or nobody waits any more.
        }

        return why;
    }

    private async Task ReadErrorsAsync()
    {
        await foreach (var line in new OutputLines(_process.Errors, LogText.Longest * 4).ReadAsync()) _errors.Add(LogText.Clean(line.Span));
    }
}
