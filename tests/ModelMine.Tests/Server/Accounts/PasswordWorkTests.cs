using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ModelMine.Server.Accounts;

namespace ModelMine.Tests.Server.Accounts;

public sealed class PasswordWorkTests
{
    [Fact]
    public async Task Verify_WithoutAUser_DoesTheSameWorkAndFails()
    {
        var hasher = new CountingHasher(new BcryptPasswordHasher(Options.Create(new AccountOptions())));
        using var work = new PasswordWork(hasher, Options.Create(new AccountOptions()));

        (await work.VerifyAsync(null, "a quiet green river", CancellationToken.None)).ShouldBe(PasswordVerificationResult.Failed);

        var (hash, took) = hasher.Checked.ShouldHaveSingleItem();
        hash.ShouldStartWith("$2a$11$");
        took.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(20), "bcrypt with work factor 11 was really run");
    }

    private sealed class CountingHasher(IPasswordHasher<User> inner) : IPasswordHasher<User>
    {
        public List<(string Hash, TimeSpan Took)> Checked { get; } = [];

        public string HashPassword(User user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            var began = Stopwatch.GetTimestamp();
            var result = inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
            Checked.Add((hashedPassword, Stopwatch.GetElapsedTime(began)));
            return result;
        }
    }
}
