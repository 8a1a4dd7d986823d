using System.Diagnostics;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>Looks after one trainer from its start to its end: reads what it says, keeps it within its limits, ends it when told to.</summary>
/// <param name="process">The trainer.</param>
/// <param name="limits">What it may take of the node.</param>
/// <param name="listener">Hears what it says.</param>
/// <param name="timings">Its limits in time.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainerRun(ITrainerProcess process, TrainerLimits limits, ITrainerListener listener, AgentTimings timings, TimeProvider time)
{
    private const double MiB = 1024 * 1024;
    private readonly TaskCompletionSource<StopCause> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastLines _lastErrors = new();
    private readonly OutputLines _output = new(process.Output, TrainerOutput.LongestMessage);
    private readonly OutputLines _errors = new(process.Errors, LogText.Longest * 4);
    private readonly long _began = time.GetTimestamp();
    private TaskCompletionSource? _rests;
    private readonly Activity? _span = Activity.Current;
    private bool _hasSpoken;
    private TrainerResult? _result;
    private TrainerError? _error;
    private readonly ProgressWatch _progress = new(timings, time);

    /// <summary>Memory that the trainer holds now, MiB.</summary>
    public int ResidentMiB => (int)(process.ResidentBytes / MiB);

    /// <summary>Ends the trainer; the first cause is the one that counts.</summary>
    /// <param name="cause">Why.</param>
    public void Stop(StopCause cause) => _stop.TrySetResult(cause);

    /// <summary>Asks the trainer to save its state, and to end.</summary>
    public Task PauseAsync() => process.TellAsync(new TrainerCommand("pause"));

    /// <summary>Asks the trainer to come to rest before its next step.</summary>
    /// <param name="patience">How long that may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it rests, or is done.</returns>
    public async Task<bool> HoldAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var rests = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _rests, rests);
        // A trainer that does not read its input may leave the pipe full: not even the telling may be waited for.
        _ = process.TellAsync(new TrainerCommand("hold"));
        await Task.WhenAny(rests.Task, _spoke.Task, Task.Delay(patience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return rests.Task.IsCompleted || _spoke.Task.IsCompleted;
    }

    /// <summary>Lets the trainer go on.</summary>
    public Task ResumeAsync()
    {
        _progress.Resume();
        return process.TellAsync(new TrainerCommand("resume"));
    }

    /// <summary>Waits for its end.</summary>
    public async Task<TrainerOutcome> RunAsync()
    {
        using var ended = new CancellationTokenSource();
        Task[] reading = [ReadOutputAsync(), ReadErrorsAsync()];
        Task[] watching = [EndWhenToldAsync(ended.Token), EndWhenDoneAsync(ended.Token), KeepWithinLimitsAsync(ended.Token)];
        var exitCode = await process.Exited;
        await ended.CancelAsync();
        await Task.WhenAll(watching);
        // On a busy machine its last words may still be in the pipe. But somebody whom it started may hold the pipe open for ever.
        await Task.WhenAny(Task.WhenAll(reading), Task.Delay(timings.ExitPatience, time, CancellationToken.None));
        return new TrainerOutcome
        {
            ExitCode = exitCode,
            Result = _result,
            Error = _error,
            Stopped = _stop.Task.IsCompletedSuccessfully ? await _stop.Task : null,
            LastErrors = _lastErrors.ToList(),
        };
    }

    private async Task ReadOutputAsync()
    {
        await foreach (var line in _output.ReadAsync()) Hear(line.Span);
    }

    private void Hear(ReadOnlySpan<byte> line)
    {
        switch (TrainerOutput.Parse(line))
        {
            case null:
                listener.Wrote(LogText.Clean(line[..Math.Min(line.Length, LogText.Longest * 4)]));
                return;
            case TrainerResult result:
                _result = result;
                _spoke.TrySetResult();
                break;
            case TrainerError error:
                _error = error;
                _spoke.TrySetResult();
                break;
            case TrainerPhase { Phase: TrainingPhase.Holding }:
                // Only once that was asked for: else it would be a way to take a slot for ever.
                if (Volatile.Read(ref _rests)?.TrySetResult() is true) _progress.Rest();
                break;
            case var message:
                _progress.Hear(message);
                listener.Said(message);
                break;
        }

        if (!_hasSpoken) _span?.AddEvent(new ActivityEvent("first message"));
        _hasSpoken = true;
        if (_spoke.Task.IsCompleted) _span?.AddEvent(new ActivityEvent("last message"));
    }

    private async Task ReadErrorsAsync()
    {
        await foreach (var line in _errors.ReadAsync())
        {
            var text = LogText.Clean(line.Span);
            _lastErrors.Add(text);
            listener.Wrote(text);
        }
    }

    private async Task EndWhenToldAsync(CancellationToken ended)
    {
        try
        {
            var cause = await _stop.Task.WaitAsync(ended);
            if (!cause.AtOnce)
            {
                // A trainer that does not read its input may leave the pipe full: not even the telling may be waited for.
                _ = process.TellAsync(new TrainerCommand("stop"));
                await Task.Delay(timings.StopPatience, time, ended);
            }

            process.Kill();
        }
        catch (OperationCanceledException)
        {
            // It ended before.
        }
    }

    private async Task EndWhenDoneAsync(CancellationToken ended)
    {
        try
        {
            await _spoke.Task.WaitAsync(ended);
            await Task.Delay(timings.ExitPatience, time, ended);
            process.Kill();
        }
        catch (OperationCanceledException)
        {
            // It ended before.
        }
    }

    private async Task KeepWithinLimitsAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(timings.MemoryLook, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                var excess = limits.MemoryProblem(ResidentMiB)
                    ?? limits.OutputProblem(_output.BytesRead + _errors.BytesRead, time.GetElapsedTime(_began))
                    ?? limits.FolderProblem();
                if (excess is not null) Stop(excess);
                if (!_spoke.Task.IsCompleted && _progress.Problem() is { } hangs) Stop(hangs);
            }
        }
        catch (OperationCanceledException)
        {
            // It ended.
        }
    }
}
