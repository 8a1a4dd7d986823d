using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using static BCrypt.Net.BCrypt;

namespace ModelMine.Server.Accounts;

/// <summary>
/// Hashes passwords by bcrypt in its enhanced form: bcrypt alone reads 72 bytes and stops at a zero, so it gets the
/// SHA-384 of the password.
/// </summary>
internal sealed class BcryptPasswordHasher(IOptions<AccountOptions> options) : IPasswordHasher<User>
{
    public string HashPassword(User user, string password) => EnhancedHashPassword(password, options.Value.BcryptWorkFactor);

    public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        if (!EnhancedVerify(providedPassword, hashedPassword)) return PasswordVerificationResult.Failed;
        return PasswordNeedsRehash(hashedPassword, options.Value.BcryptWorkFactor)
            ? PasswordVerificationResult.SuccessRehashNeeded
            : PasswordVerificationResult.Success;
    }
}
