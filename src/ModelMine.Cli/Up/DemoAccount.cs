using System.Net;
using System.Security.Cryptography;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Cli.Up;

/// <summary>The demo account: made once a data folder, its password drawn at random and kept beside the data.</summary>
internal sealed class DemoAccount(UpOptions options)
{
    private const string Email = "demo@modelmine.local";
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public string File { get; } = Path.Combine(options.DataFolder, "demo-credentials");

    /// <summary>Signs in, and makes the account before if there is none.</summary>
    public async Task<Credentials> SignInAsync(UserApiClient api, CancellationToken cancellationToken)
    {
        if (Read() is { } known)
        {
            try
            {
                await api.LoginAsync(known, cancellationToken);
                return known;
            }
            catch (ApiException e) when (e.Status is HttpStatusCode.Unauthorized)
            {
                // Written down, but not made: an earlier start ended in between. Made now, with the same password.
            }
        }

        var credentials = Read() ?? new Credentials(Email, RandomNumberGenerator.GetString(Alphabet, 20));
        PrivateFile.Write(File, $"email: {credentials.Email}\npassword: {credentials.Password}\n");
        try
        {
            await api.SignUpAsync(credentials, cancellationToken);
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.Conflict or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
        {
            throw new CliFailure(
                ExitCode.Refused, $"The account {Email} exists, but not with the password in {File}.", $"The server said: {e.Message}");
        }

        return credentials;
    }

    private Credentials? Read()
    {
        if (!System.IO.File.Exists(File)) return null;
        var lines = System.IO.File.ReadAllLines(File);
        string? Field(string name) => lines.FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..];
        return Field("email") is { } email && Field("password") is { } password ? new Credentials(email, password) : null;
    }
}
