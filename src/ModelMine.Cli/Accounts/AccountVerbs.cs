using System.Net;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts.Client;

using Spectre.Console;

namespace ModelMine.Cli.Accounts;

/// <summary><c>signup</c>, <c>login</c>, <c>logout</c>.</summary>
internal static class AccountVerbs
{
    public static Verb SignUp(Surroundings surroundings) =>
        WithCredentials(surroundings, "signup", "Make an account, and stay signed in.", makeAccount: true);

    public static Verb Login(Surroundings surroundings) =>
        WithCredentials(surroundings, "login", "Sign in; a personal token is made and kept for the other verbs.", makeAccount: false);

    public static Verb Logout(Surroundings surroundings) => new(
        surroundings,
        "logout",
        "Sign out: revoke the personal token, and forget it.",
        async (call, cancellationToken) =>
        {
            var file = new CredentialFile(surroundings);
            if (file.Read() is not { } stored)
            {
                throw new CliFailure(ExitCode.NotSignedIn, "Nobody is signed in.", $"There is no {file.Path}.");
            }

            using var http = new ServerChoice(stored.Server, stored.Token).NewHttpClient(surroundings);
            try
            {
                await new UserApiClient(http, surroundings.Time).RevokeTokenAsync(stored.TokenId, cancellationToken);
            }
            catch (ApiException e) when (e.Status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)
            {
                // Revoked already: what is left is to forget it.
            }

            file.Delete();
            call.Print(
                new { stored.Server, stored.Email, revoked = stored.TokenId },
                console => console.WriteLine($"Signed out {stored.Email} from {stored.Server.AbsoluteUri.TrimEnd('/')}; the token is revoked."));
            return ExitCode.Success;
        });

    private static Verb WithCredentials(Surroundings surroundings, string name, string description, bool makeAccount)
    {
        var options = new SignInOptions();
        return new Verb(surroundings, name, description, async (call, cancellationToken) =>
        {
            var credentials = await options.AskAsync(call, cancellationToken);
            return await SignIn.RunAsync(call, credentials, makeAccount, cancellationToken);
        })
        {
            options.Email,
            options.PasswordFromInput,
        };
    }
}
