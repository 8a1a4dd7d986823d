using ModelMine.Server.Shell.Lifetime;
using StackExchange.Redis;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>What is done about the cluster before the server joins it.</summary>
internal static class ClusterStart
{
    /// <summary>Waits until Redis answers; at once when there is no cluster.</summary>
    /// <param name="app">The server.</param>
    /// <returns>False when it does not answer, which the console was told.</returns>
    public static async Task<bool> FindClusterAsync(this WebApplication app) =>
        app.Services.GetService<RedisLink>() is not { } redis
        || await app.AnswersAsync(
            "Redis", "Check ModelMine__Redis, and that Redis runs and lets this server in.",
            async () => await (await redis.DatabaseAsync()).PingAsync(), error => error is RedisException or TimeoutException);
}
