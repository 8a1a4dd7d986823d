using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ModelMine.Server.Accounts;

/// <summary>
/// Hashes and checks passwords, some at a time: each takes a core for a tenth of a second or more, and a rush of sign-ins
/// must not starve the nodes.
/// </summary>
internal sealed class PasswordWork(IPasswordHasher<User> hasher, IOptions<AccountOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    // Well-formed, and the hash of nothing that anyone knows.
    private readonly User _nobody = new()
    {
        CreatedAt = default,
        PasswordHash = string.Create(CultureInfo.InvariantCulture, $"$2a${options.Value.BcryptWorkFactor}${new string('.', 53)}"),
    };

    public Task<string> HashAsync(User user, string password, CancellationToken cancellation) =>
        InTurnAsync(() => hasher.HashPassword(user, password), cancellation);

    /// <summary>Checks a password. Without a user it takes as long, and fails.</summary>
    public async Task<PasswordVerificationResult> VerifyAsync(User? user, string password, CancellationToken cancellation)
    {
        var checkedUser = user ?? _nobody;
        var verdict = await InTurnAsync(() => hasher.VerifyHashedPassword(checkedUser, checkedUser.PasswordHash!, password), cancellation);
        return user is null ? PasswordVerificationResult.Failed : verdict;
    }

    public void Dispose() => _turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return work();
        }
        finally
        {
            _turns.Release();
        }
    }
}
