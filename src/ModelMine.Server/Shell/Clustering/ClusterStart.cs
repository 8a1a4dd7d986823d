using System.Globalization;
using StackExchange.Redis;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>What is done about the cluster before the server joins it.</summary>
internal static class ClusterStart
{
    /// <summary>Exit code of a server that did not reach what it needs: starting it again may help.</summary>
    public const int ExitCode = 4;

    /// <summary>Servers and Redis start at the same time after a power cut.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Waits until Redis answers; at once when there is no cluster.</summary>
    /// <param name="app">The server.</param>
    /// <returns>False when it does not answer, which the console was told.</returns>
    public static async Task<bool> FindClusterAsync(this WebApplication app)
    {
        if (app.Services.GetService<RedisLink>() is not { } redis) return true;
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await (await redis.DatabaseAsync()).PingAsync();
                return true;
            }
            catch (Exception error) when (error is RedisException or TimeoutException)
            {
                if (TimeProvider.System.GetElapsedTime(began) >= Patience)
                {
                    await Console.Error.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"Redis did not answer within {Patience.TotalSeconds:0} s. Check ModelMine__Redis, and that Redis runs and lets this server in."));
                    return false;
                }

                app.Logger.LogWarning("Redis does not answer yet: trying again");
                await Task.Delay(BetweenTries, TimeProvider.System);
            }
        }
    }
}
