using System.Net;
using System.Text.Json;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Load;

/// <summary>Asks until there is an answer, as clients must that cannot know whether a request arrived.</summary>
internal static class Insistence
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Asks again after silence and faults; a refusal is an answer.</summary>
    /// <param name="ask">One try.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">The server says no.</exception>
    public static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        while (true)
        {
            using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                return await ask(either.Token);
            }
            catch (Exception error) when (IsPassing(error) && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }

    private static bool IsPassing(Exception error) =>
        error is HttpRequestException or IOException or OperationCanceledException or JsonException
            or ApiException { Status: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout };
}
