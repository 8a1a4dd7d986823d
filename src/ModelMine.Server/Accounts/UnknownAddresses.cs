using Microsoft.Extensions.Options;

namespace ModelMine.Server.Accounts;

/// <summary>Counts failed sign-ins with addresses that have no account, and locks them out as if they had. Kept in memory, and not for long.</summary>
internal sealed class UnknownAddresses(IOptions<AccountOptions> options, TimeProvider time)
{
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset? Until)> _tries = new(StringComparer.Ordinal);

    public DateTimeOffset? LockedUntil(string name)
    {
        lock (_lock) return _tries.GetValueOrDefault(name).Until;
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>Until when the address rests; null when it does not.</returns>
    public DateTimeOffset? Fail(string name)
    {
        lock (_lock)
        {
            // Whoever tries that many addresses is held back by the rate limit; to forget the rest costs nothing.
            if (_tries.Count >= Most) _tries.Clear();
            var failures = _tries.GetValueOrDefault(name).Failures + 1;
            var isTooMany = failures >= options.Value.LockoutFailures;
            DateTimeOffset? until = isTooMany ? time.GetUtcNow() + TimeSpan.FromMinutes(options.Value.LockoutMinutes) : _tries.GetValueOrDefault(name).Until;
            _tries[name] = (isTooMany ? 0 : failures, until);
            return until;
        }
    }
}
