using Microsoft.AspNetCore.Identity;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Accounts;

/// <summary>
/// Hashes and checks passwords, some at a time: each takes a core for a tenth of a second or more, and a rush of sign-ins
/// must not starve the nodes.
/// </summary>
internal sealed class PasswordWork : IDisposable
{
    private readonly IPasswordHasher<User> _hasher;
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<User> _nobody;

    public PasswordWork(IPasswordHasher<User> hasher, TimeProvider time)
    {
        _hasher = hasher;
        _nobody = new Lazy<User>(() =>
        {
            var nobody = new User { CreatedAt = time.GetUtcNow() };
            nobody.PasswordHash = hasher.HashPassword(nobody, Id.New("none"));
            return nobody;
        });
    }

    public Task<string> HashAsync(User user, string password, CancellationToken cancellation) =>
        InTurnAsync(() => _hasher.HashPassword(user, password), cancellation);

    /// <summary>Checks a password. Without a user it takes as long, and fails.</summary>
    public Task<PasswordVerificationResult> VerifyAsync(User? user, string password, CancellationToken cancellation) => InTurnAsync(
        () =>
        {
            var result = _hasher.VerifyHashedPassword(user ?? _nobody.Value, (user ?? _nobody.Value).PasswordHash!, password);
            return user is null ? PasswordVerificationResult.Failed : result;
        },
        cancellation);

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
