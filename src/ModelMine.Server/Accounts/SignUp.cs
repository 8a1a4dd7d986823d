using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Accounts;

/// <summary>Makes an account: the user and the sign-up grant in one write, or neither.</summary>
internal sealed class SignUp(
    IDbContextFactory<ModelMineDb> databases, GroupCommit commit, PasswordWork passwords, ILookupNormalizer names, TimeProvider time)
{
    /// <exception cref="RefusedException">E-mail address or password cannot be taken, or there is such an account.</exception>
    public async Task<User> ExecuteAsync(Credentials credentials, CancellationToken cancellation)
    {
        var email = Check(credentials);
        var user = new User { Id = Id.New("usr"), CreatedAt = time.GetUtcNow(), UserName = email, Email = email, SecurityStamp = Id.New("stamp") };
        user.NormalizedUserName = names.NormalizeName(email);
        user.NormalizedEmail = names.NormalizeEmail(email);
        if (await IsTakenAsync(user, cancellation)) throw Taken(email);

        // Hashing is slow on purpose, so it is done before the one writer is asked.
        user.PasswordHash = await passwords.HashAsync(user, credentials.Password, cancellation);
        try
        {
            await commit.WriteAsync(
                async scope =>
                {
                    scope.Database.Add(user);
                    await scope.Database.SaveChangesAsync(CancellationToken.None);
                    await TokenTransfers.GrantAsync(scope, user.Id);
                    return true;
                },
                cancellation);
        }
        catch (DbUpdateException)
        {
            // Its names are unique: someone signed up with the same address a moment before.
            if (await IsTakenAsync(user, cancellation)) throw Taken(email);
            throw;
        }

        return user;
    }

    private static string Check(Credentials credentials)
    {
        var email = EmailAddress.Parse(credentials.Email);
        var password = PasswordRules.Problem(credentials.Password, credentials.Email.Trim());
        var errors = new List<ProblemItem>();
        if (email is null) errors.Add(new ProblemItem("$.email", "is not an e-mail address; it looks like name@example.org"));
        if (password is { } problem) errors.Add(new ProblemItem("$.password", problem.Message));
        if (email is not null && errors.Count == 0) return email;
        throw new RefusedException(
            400,
            email is null ? "invalid_email" : password!.Value.Code,
            email is null ? "This is not an e-mail address." : "This password cannot be taken.",
            string.Join("; ", errors.Select(error => $"{error.Path} {error.Message}")) + ".",
            errors);
    }

    private async Task<bool> IsTakenAsync(User user, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Users.AnyAsync(u => u.NormalizedUserName == user.NormalizedUserName, cancellation);
    }

    private static RefusedException Taken(string email) => new(
        409, "email_taken", $"There is an account with {email} already.", "Sign in instead, or use another address.");
}
