using Microsoft.Extensions.Logging;
using ModelMine.Agent.Telemetry;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Attempts;

/// <summary>One attempt that this agent holds, from its grant to its end.</summary>
internal sealed class AttemptRun : IDisposable
{
    private readonly AttemptParts _parts;
    private readonly AttemptEnding _ending;
    private readonly AttemptWrites _writes;
    private readonly Action _changed;
    private TrainerRun? _trainer;

    /// <summary>Takes a grant.</summary>
    /// <param name="parts">What every attempt works with.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="sentAt">When the claim was sent, a timestamp of the clock.</param>
    /// <param name="changed">Called when <see cref="IsWatched"/> turns false.</param>
    public AttemptRun(AttemptParts parts, AttemptGrant grant, long sentAt, Action changed)
    {
        (_parts, Grant, _changed) = (parts, grant, changed);
        Lease = new LeaseClock(parts.Time, sentAt, grant.LeaseSeconds);
        _ending = new AttemptEnding();
        _writes = new AttemptWrites(parts.Api, parts.Calls, grant, Lease, parts.Time);
    }

    /// <summary>What was granted.</summary>
    public AttemptGrant Grant { get; }

    /// <summary>How long it lasts.</summary>
    public LeaseClock Lease { get; }

    /// <summary>How heartbeats name it.</summary>
    public HeldAttempt Held => new(Grant.AttemptId, Grant.LeaseEpoch);

    /// <summary>Whether its loss would matter: not once it is lost, nor while the server is told of its end.</summary>
    public bool IsWatched => _ending is { IsGone: false, IsSettling: false };

    /// <summary>Memory that its trainer was promised and does not hold yet, MiB.</summary>
    public int UnusedMemoryMiB => Math.Max(0, Grant.MemoryMiB - (_trainer?.ResidentMiB ?? 0));

    /// <summary>The lease is gone: stops the trainer, and tells the server nothing more.</summary>
    /// <param name="why">What the server said.</param>
    public void Lose(string why) => _ending.Lose(why);

    /// <summary>Saves the trainer's state, and gives the attempt back.</summary>
    public void Drain() => _ending.Drain();

    /// <summary>Gives the attempt back at once.</summary>
    public void Abandon() => _ending.Abandon();

    /// <summary>Runs the attempt to its end, whatever that is.</summary>
    public async Task RunAsync()
    {
        using var span = AttemptTrace.Begin(Grant, _parts.NodeId);
        using var fields = _parts.Logger.BeginScope(AttemptTrace.LogFields(Grant, _parts.NodeId));
        _parts.Logger.LogInformation(
            "Attempt {Number} of “{Title}” ({Job}) begins: {Attempt}.", Grant.AttemptNumber, Grant.JobTitle, Grant.JobId, Grant.AttemptId);
        try
        {
            using var folder = new AttemptFolder(_parts.WorkFolder, Grant.AttemptId);
            await RunAsync(folder);
        }
        catch (OperationCanceledException) when (_ending.IsEnding)
        {
            // Lost, drained or abandoned before it ran: what follows says so.
        }
        catch (LeaseLostException e)
        {
            _parts.Logger.LogWarning("The server took nothing more of attempt {Attempt}: {Why}", Grant.AttemptId, e.Message);
            _ending.Told();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ApiException)
        {
            await FailAsync($"The node could not run the attempt: {e.Message}", retryable: true);
        }
        catch (Exception e)
        {
            _parts.Logger.LogError(e, "The agent made a mistake in attempt {Attempt}; please report it.", Grant.AttemptId);
            await FailAsync($"The node's agent made a mistake: {e.Message}", retryable: true);
        }

        if (_ending.IsReleasable) await ReleaseAsync();
        if (_ending.WhyGone is { } why) _parts.Logger.LogWarning("Attempt {Attempt} was stopped: {Why}.", Grant.AttemptId, why.TrimEnd('.'));
    }

    public void Dispose() => _ending.Dispose();

    private async Task RunAsync(AttemptFolder folder)
    {
        await using var conversation = new AttemptConversation(_parts, Grant, folder, _writes, _ending);
        // Before the preparation: whoever looks at the job sees how far its data is.
        conversation.Begin();
        using var preparation = new AttemptPreparation(_parts, Grant, folder, conversation.Queue);
        using (AttemptTrace.Stage("fetch")) await preparation.PrepareAsync(_ending.Any);
        var outcome = await TrainAsync(folder, conversation.Queue);
        if (_ending.IsGone) return;
        if (outcome.Result is not null) await CompleteAsync(outcome, conversation, folder);
        else await GiveUpAsync(outcome, conversation);
    }

    private TrainerLimits Limits(AttemptFolder folder) =>
        new(Grant.MemoryMiB) { Folder = folder.Path, FolderBytes = _parts.AttemptDiskBytes };

    private async Task<TrainerOutcome> TrainAsync(AttemptFolder folder, ReportQueue queue)
    {
        using var span = AttemptTrace.Stage("train");
        await using var process = _parts.Starter.Start(folder.Path, _parts.Threads, Grant.MemoryMiB);
        var trainer = _trainer = new TrainerRun(process, Limits(folder), queue, _parts.Timings, _parts.Time);
        using var ended = new CancellationTokenSource();
        var held = new LeaseHold(_parts, Grant, Lease, _ending, queue).KeepAsync(trainer, ended.Token);
        await using var gone = _ending.Gone.Register(() => trainer.Stop(new StopCause(_ending.WhyGone ?? "", IsFailure: false)));
        await using var drain = _ending.Draining.Register(() => _ = trainer.PauseAsync());
        var outcome = await trainer.RunAsync();
        await ended.CancelAsync();
        await held;
        span?.SetTag("modelmine.trainer.exit_code", outcome.ExitCode);
        return outcome;
    }

    private async Task CompleteAsync(TrainerOutcome outcome, AttemptConversation conversation, AttemptFolder folder)
    {
        var (result, weightsFile) = (outcome.Result!.Result, outcome.Result.WeightsFile);
        try
        {
            var signature = await new ResultSeal(_parts, Grant).UploadAndSignAsync(folder.PathOf(weightsFile), result, _ending.Gone);
            await conversation.EndAsync(withSnapshots: false);
            Settle();
            var receipt = await _writes.CompleteAsync(result, signature, _ending.Gone);
            _ending.Told();
            _parts.Logger.LogInformation(
                "Attempt {Attempt} is settled: {ScoreName} {Score:0.####}, block {Height}, {Reward} tokens earned.",
                Grant.AttemptId, result.ScoreName, result.Score, receipt.BlockHeight, receipt.Reward);
        }
        catch (Exception e) when (e is ApiException or InvalidDataException or IOException)
        {
            await conversation.EndAsync(withSnapshots: true);
            await FailAsync($"The result was not taken: {e.Message}", retryable: true);
        }
    }

    private async Task GiveUpAsync(TrainerOutcome outcome, AttemptConversation conversation)
    {
        await conversation.EndAsync(withSnapshots: true);
        if (outcome.Stopped is { } cause) await FailAsync(cause.Words, cause.IsRetryable);
        else if (outcome.Error is { } error) await FailAsync(error.Message, error.Retryable);
        else if (!_ending.IsEnding) await FailAsync(ExitWords.For(outcome), retryable: true);
    }

    private async Task FailAsync(string reason, bool retryable)
    {
        _parts.Logger.LogWarning("Attempt {Attempt} failed: {Reason}", Grant.AttemptId, reason);
        AttemptTrace.Failed(reason);
        await TellAsync(token => _writes.FailAsync(reason, retryable, token), _ending.Gone);
    }

    private async Task ReleaseAsync()
    {
        using var limit = _ending.IsGone ? new CancellationTokenSource(_parts.Timings.LastRelease, _parts.Time) : new CancellationTokenSource();
        await TellAsync(_writes.ReleaseAsync, _ending.IsGone ? limit.Token : _ending.Gone);
    }

    /// <summary>Tells the server how the attempt ended; when it knows better, it is right.</summary>
    private async Task TellAsync(Func<CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        try
        {
            Settle();
            await tell(cancellationToken);
            _ending.Told();
        }
        catch (Exception e) when (e is LeaseLostException or ApiException or OperationCanceledException)
        {
            _parts.Logger.LogWarning("The server could not be told how attempt {Attempt} ended: {Why}", Grant.AttemptId, e.Message);
        }
    }

    private void Settle()
    {
        _ending.Settle();
        _changed();
    }
}
