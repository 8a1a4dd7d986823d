using System.Net;
using System.Text.Json;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Contact;

/// <summary>Asks the server until it answers. What the server refuses, it refuses: only silence and faults are tried again.</summary>
/// <param name="contact">Hears how it went.</param>
/// <param name="timings">How long to wait.</param>
/// <param name="time">The clock.</param>
internal sealed class PatientCalls(ServerContact contact, AgentTimings timings, TimeProvider time)
{
    /// <summary>Asks until there is an answer.</summary>
    /// <typeparam name="T">What the answer holds.</typeparam>
    /// <param name="call">One request; called anew for each try.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">The server says no.</exception>
    public async Task<T> UntilAnsweredAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var pause = new RetryPause(timings, time);
        while (true)
        {
            try
            {
                return await OnceAsync(call, timings.Answer, cancellationToken);
            }
            catch (NoAnswerException)
            {
                await pause.WaitAsync(cancellationToken);
            }
        }
    }

    /// <inheritdoc cref="UntilAnsweredAsync{T}"/>
    public Task UntilAnsweredAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        UntilAnsweredAsync(async token => { await call(token); return true; }, cancellationToken);

    /// <summary>Asks once.</summary>
    /// <typeparam name="T">What the answer holds.</typeparam>
    /// <param name="call">The request.</param>
    /// <param name="patience">How long the answer may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NoAnswerException">There was no answer, or a fault of the server: another try may help.</exception>
    /// <exception cref="ApiException">The server says no.</exception>
    public async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var sentAt = time.GetTimestamp();
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var answer = await call(either.Token);
            contact.Answered(sentAt);
            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ApiException refusal) when (!IsPassing(refusal.Status))
        {
            contact.Answered(sentAt);
            if (refusal.Status == HttpStatusCode.Unauthorized) contact.Refused(refusal.Message);
            throw;
        }
        catch (Exception fault) when (fault is ApiException or HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            contact.Failed(fault is OperationCanceledException ? new TimeoutException($"no answer within {patience.TotalSeconds:0} s", fault) : fault, sentAt);
            throw new NoAnswerException(fault);
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
