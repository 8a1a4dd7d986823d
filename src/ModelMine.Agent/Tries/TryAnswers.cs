using Microsoft.Extensions.Logging;
using ModelMine.Agent.Contact;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Tries;

/// <summary>
/// Offers to answer with trained models, and answers, one request at a time. It takes no slot and holds no lease: what is lost with
/// it is one answer, and who asked is told so.
/// </summary>
internal sealed class TryAnswers(TryParts parts, ILogger<TryAnswers> logger)
{
    /// <summary>Memory that is left to the agent and the system, MiB.</summary>
    private const int ReserveMiB = 256;

    private readonly WeightsCache _cache = new(parts);
    private WarmModel? _warm;

    /// <summary>Answers until told to end.</summary>
    /// <param name="cancellationToken">Ends it, and what is being answered.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = new RetryPause(parts.Timings, parts.Time);
        var idleSince = parts.Time.GetTimestamp();
        try
        {
            while (true)
            {
                var (grant, answered) = await TryClaimAsync(cancellationToken);
                if (grant is not null)
                {
                    await AnswerAsync(grant, cancellationToken);
                    idleSince = parts.Time.GetTimestamp();
                }

                if (parts.Time.GetElapsedTime(idleSince) > parts.Timings.TryWarm) await CoolAsync();
                if (answered) pause.Reset();
                else await pause.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            await CoolAsync();
        }
    }

    private async Task<(TryGrant? Grant, bool Answered)> TryClaimAsync(CancellationToken cancellationToken)
    {
        // While a model is kept warm, the server is asked at shorter intervals, so that it is let go in time.
        var wait = _warm is null ? parts.Timings.LongPoll : parts.Timings.ShortPoll;
        var request = new TryClaimRequest(Math.Max(0, parts.Machine.AvailableMemoryMiB - ReserveMiB), _cache.Digests(), (int)Math.Ceiling(wait.TotalSeconds));
        try
        {
            return ((await parts.Calls.OnceAsync(token => parts.Api.ClaimTryAsync(request, token), wait + parts.Timings.Answer, cancellationToken)).Grant, true);
        }
        catch (NoAnswerException)
        {
            return (null, false);
        }
        catch (ApiException refusal)
        {
            logger.LogError("The server refuses to give requests to trained models: {Why}", refusal.Message);
            await Task.Delay(parts.Timings.LongPoll, parts.Time, cancellationToken);
            return (null, false);
        }
    }

    private async Task AnswerAsync(TryGrant grant, CancellationToken cancellationToken)
    {
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = new TryReports(parts, grant.TryId);
        var sending = reports.SendAsync(unwanted.Cancel, cancellationToken);
        try
        {
            var model = await ModelAsync(grant, unwanted.Token);
            await using var stopped = unwanted.Token.Register(model.End);
            await foreach (var piece in model.AskAsync(grant.Request, unwanted.Token)) reports.Add(piece);
        }
        catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
        {
            await CoolAsync();
            reports.Add(new TryFailed("The node stopped answering. Try again."));
        }
        catch (Exception error) when (error is IOException or ApiException or InvalidDataException or UnauthorizedAccessException)
        {
            logger.LogWarning("A request to a trained model could not be answered: {Why}", error.Message);
            reports.Add(new TryFailed($"The node could not load the model: {error.Message} Try again."));
        }

        await sending;
    }

    private async Task<WarmModel> ModelAsync(TryGrant grant, CancellationToken cancellationToken)
    {
        var folder = await _cache.EnsureAsync(grant, cancellationToken);
        if (_warm is { IsAlive: true } warm && warm.WeightsFolder == folder) return warm;
        await CoolAsync();
        return _warm = WarmModel.Start(parts, folder, grant.MemoryMiB);
    }

    private async Task CoolAsync()
    {
        if (_warm is not { } warm) return;
        _warm = null;
        await warm.DisposeAsync();
    }
}
