using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Protection;

namespace ModelMine.Server.Nodes;

/// <summary>
/// Counts wrong join codes by the address that they come from, as wrong passwords are: a join key is chosen by people, and good for
/// long. Machines whose codes are good are never slowed down by it.
/// </summary>
/// <param name="limits">How many a minute.</param>
public sealed class WrongJoinCodes(IOptions<RateLimitOptions> limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _wrong = PartitionedRateLimiter.Create<string, string>(
        address => RateLimits.PasswordBucket(address, limits.Value));

    /// <summary>Refuses an address that gave too many wrong ones, without looking at the next.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="RefusedException">429.</exception>
    public void Require(HttpContext context)
    {
        using var lease = _wrong.AttemptAcquire(RateLimits.Address(context), permitCount: 0);
        if (!lease.IsAcquired)
        {
            throw new RefusedException(429, "rate_limited", "Too many wrong join codes from here.", "Try again in a minute.") { RetryAfter = TimeSpan.FromMinutes(1) };
        }
    }

    /// <summary>Counts one more.</summary>
    /// <param name="context">The request that bore it.</param>
    public void Count(HttpContext context) => _wrong.AttemptAcquire(RateLimits.Address(context)).Dispose();

    /// <summary>Ends the counting.</summary>
    public void Dispose() => _wrong.Dispose();
}
