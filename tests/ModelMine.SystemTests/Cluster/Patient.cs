using ModelMine.Core.Contracts.Client;

namespace ModelMine.SystemTests.Cluster;

/// <summary>Calls as a client makes them that knows servers come and go: what was not answered is sent again.</summary>
internal static class Patient
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception error) when (IsNoAnswer(error) && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }

    private static bool IsNoAnswer(Exception error) =>
        error is HttpRequestException or IOException or TaskCanceledException or ApiException { Status: >= System.Net.HttpStatusCode.InternalServerError };
}
