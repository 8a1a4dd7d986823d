using Microsoft.Extensions.Logging;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Attempts;

/// <summary>
/// Keeps a training within its lease (invariant L3). When the server cannot be reached until the lease is nearly over, the trainer is
/// held: another node may have got the job. If nobody did, the server renews the lease when it is back, and the training goes on where it
/// stood. A trainer that does not come to rest in time is ended.
/// </summary>
/// <param name="parts">What every attempt works with.</param>
/// <param name="grant">The attempt.</param>
/// <param name="lease">How long it lasts.</param>
/// <param name="ending">Ends the attempt.</param>
/// <param name="queue">The job's log.</param>
internal sealed class LeaseHold(AttemptParts parts, AttemptGrant grant, LeaseClock lease, AttemptEnding ending, ReportQueue queue)
{
    /// <summary>Watches a trainer until it ends.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="ended">Canceled when it ended: from there on the fence alone decides.</param>
    public async Task KeepAsync(TrainerRun trainer, CancellationToken ended)
    {
        try
        {
            do await lease.ExpiredAsync(ended);
            while (await HoldAsync(trainer, ended));
        }
        catch (OperationCanceledException)
        {
            // The trainer ended before.
        }
    }

    private async Task<bool> HoldAsync(TrainerRun trainer, CancellationToken ended)
    {
        if (!await trainer.HoldAsync(lease.Margin / 2, ended))
        {
            ending.Lose("its lease runs out, because the server could not be reached for so long");
            return false;
        }

        parts.Logger.LogWarning("Attempt {Attempt} is held: its lease runs out, because the server could not be reached for so long.", grant.AttemptId);
        var began = parts.Time.GetTimestamp();
        if (!await lease.RenewedAsync(parts.Timings.LongestHold, ended))
        {
            ending.Lose($"it was held for {parts.Timings.LongestHold.TotalMinutes:0.#} minutes, and the server could still not be reached");
            return false;
        }

        var seconds = parts.Time.GetElapsedTime(began).TotalSeconds;
        parts.Logger.LogInformation("Attempt {Attempt} goes on after {Seconds:0.0} s: nobody else got it.", grant.AttemptId, seconds);
        queue.Log("warning", $"The training was held for {seconds:0} s: the node could not reach the server until its lease was over.");
        await trainer.ResumeAsync();
        return true;
    }
}
