using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ports;
using ModelMine.Server.Shell.Problems;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Shell.Protection;

/// <summary>Limits how much one caller may ask, so that nobody is starved by another.</summary>
public static class RateLimits
{
    /// <summary>Policy of the routes that take passwords: by address.</summary>
    public const string Auth = "auth";

    internal static void AddRateLimits(this IServiceCollection services)
    {
        services.AddSettings<RateLimitOptions>(RateLimitOptions.Section);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, options) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => OfCaller(context, options.Value));
            limiter.AddPolicy(Auth, context => OfPasswords(context, options.Value));
            limiter.OnRejected = (rejected, _) => new ValueTask(RejectAsync(rejected));
        });
    }

    private static RateLimitPartition<string> OfCaller(HttpContext context, RateLimitOptions options)
    {
        if (!context.IsForApi() || context.Request.Path.StartsWithSegments("/api/health", StringComparison.OrdinalIgnoreCase))
            return RateLimitPartition.GetNoLimiter("pages");
        if (context.User.FindFirstValue(PrincipalExtensions.NodeIdClaim) is { } nodeId)
            return Bucket($"node:{nodeId}", options.NodeBurst, options.NodePerSecond, TimeSpan.FromSeconds(1));
        var caller = context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId ? $"user:{userId}" : $"address:{Address(context)}";
        return Bucket(caller, options.ApiBurst, options.ApiPerSecond, TimeSpan.FromSeconds(1));
    }

    private static RateLimitPartition<string> OfPasswords(HttpContext context, RateLimitOptions options) => PasswordBucket(Address(context), options);

    /// <summary>How many secrets one address may try.</summary>
    internal static RateLimitPartition<string> PasswordBucket(string address, RateLimitOptions options) =>
        Bucket($"passwords:{address}", options.AuthPerMinute, 1, TimeSpan.FromMinutes(1) / options.AuthPerMinute);

    private static RateLimitPartition<string> Bucket(string caller, int burst, int tokens, TimeSpan period) =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst, TokensPerPeriod = tokens, ReplenishmentPeriod = period, QueueLimit = 0, AutoReplenishment = true,
        });

    /// <summary>Where a request comes from. A household has a whole /64 of IPv6 addresses: they count as one.</summary>
    internal static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static Task RejectAsync(OnRejectedContext rejected)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        if (context.IsForApi())
        {
            var problem = new Problem
            {
                Status = StatusCodes.Status429TooManyRequests,
                Code = "rate_limited",
                Title = "Too many requests from here.",
                Detail = $"Try again in {ProblemAnswer.Seconds(wait)} s.",
            };
            return ProblemAnswer.WriteAsync(context, problem, wait);
        }

        var page = context.Request.Path.Value?.EndsWith("/signup", StringComparison.OrdinalIgnoreCase) == true ? "/signup" : "/login";
        context.Response.Redirect($"{page}?error=rate_limited");
        return Task.CompletedTask;
    }
}
