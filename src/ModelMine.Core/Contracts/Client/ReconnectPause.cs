using System.Runtime.ExceptionServices;

namespace ModelMine.Core.Contracts.Client;

/// <summary>Decides whether, and when, a broken connection to a job's events is made anew.</summary>
internal sealed class ReconnectPause(FollowOptions options, TimeProvider time)
{
    private long? _lastContact;
    private int _failures;

    /// <summary>An event arrived: the next break starts with the shortest wait.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Waits before the next attempt, or throws what broke the connection when there shall be none.</summary>
    public async Task WaitAsync(JobEventConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (connection.Opened || (_lastContact is null && WasReached(connection.Failure))) _lastContact = now;
        var mayTryAgain = _lastContact is { } contact && time.GetElapsedTime(contact, now) < options.GiveUpAfter;
        if (!mayTryAgain && connection.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);

        options.Reconnecting?.Invoke(connection.Failure);
        var pause = options.FirstPause * Math.Pow(2, Math.Min(_failures++, 16));
        await Task.Delay(pause < options.LongestPause ? pause : options.LongestPause, time, cancellationToken);
    }

    // Someone answered the call, and hung up: that is worth another try even at first.
    private static bool WasReached(Exception? failure) => failure is not (
        null
        or ApiException
        or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError });
}
